import * as tf from '@tensorflow/tfjs-core';

/**
 * Answers whoever calls a method of PyTorch's tensors that ours do not have with what stands for it here. JavaScript
 * itself says only that it is no function.
 */
export function explainPyTorchNames(): void {
  const methods = tf.Tensor.prototype as unknown as Record<string, unknown>;
  for (const [name, here] of Object.entries(HERE)) {
    if (name in methods) continue;
    const value = () => {
      throw new Error(`PyTorch's x.${name}(…) is ${here} here.`);
    };
    Object.defineProperty(methods, name, { value, configurable: true, writable: true });
  }
}

const HERE: Record<string, string> = {
  to: 'to(x, device)',
  cuda: 'to(x, device)',
  cpu: "to(x, 'cpu')",
  view: 'x.reshape(shape)',
  permute: 'x.transpose(axes)',
  unsqueeze: 'x.expandDims(axis)',
  float: 'x.toFloat()',
  long: 'x.toInt()',
  int: 'x.toInt()',
  item: 'x.dataSync()[0]',
  numpy: 'x.dataSync()',
  tolist: 'x.arraySync()',
  dim: 'x.rank',
  numel: 'x.size',
  cat: 'x.concat(other)',
  add_: 'x.add(other) (a new tensor)',
  relu_: 'x.relu() (a new tensor)',
  div_: 'x.div(other) (a new tensor)',
  mul_: 'x.mul(other) (a new tensor)',
  sub_: 'x.sub(other) (a new tensor)',
};
