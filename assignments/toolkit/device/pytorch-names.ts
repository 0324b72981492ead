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
      throw new Error(`Tensors have no method ${name} here: what PyTorch calls so is ${here}.`);
    };
    Object.defineProperty(methods, name, { value, configurable: true, writable: true });
  }
}

const HERE: Record<string, string> = {
  to: 'to(x, device), a function',
  cuda: 'to(x, device), a function',
  cpu: "to(x, 'cpu'), a function",
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
  add_: 'x.add(other), which gives a new tensor',
  relu_: 'x.relu(), which gives a new tensor',
  div_: 'x.div(other), which gives a new tensor',
  mul_: 'x.mul(other), which gives a new tensor',
  sub_: 'x.sub(other), which gives a new tensor',
};
