import * as tf from '@tensorflow/tfjs-core';

/**
 * The plain JavaScript kernel in place of the device's: slow, and right. Tensors go there and the result comes back,
 * but for complex numbers, which only plain JavaScript knows.
 */
export function onCpu(kernelName: string): tf.KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const home = tf.getBackend();
    const cpu = tf.findBackend('cpu');
    // The switch happens before `setBackend` returns: the backend is initialised.
    void tf.setBackend('cpu');
    try {
      return tf.tidy(() => {
        const there = mapped(inputs as Record<string, tf.Tensor>, (x) => moved(x, cpu));
        const outputs: tf.Tensor | tf.Tensor[] = tf.engine().runKernel(kernelName, there, { ...attrs });
        return Array.isArray(outputs)
          ? outputs.map((y) => moved(y, backend as tf.KernelBackend))
          : moved(outputs, backend as tf.KernelBackend);
      });
    } finally {
      void tf.setBackend(home);
    }
  };
}

/** The device's kernel for what it knows; plain JavaScript where a number is complex, which it would misread. */
export function complexOnCpu(own: tf.KernelFunc, kernelName: string): tf.KernelFunc {
  const elsewhere = onCpu(kernelName);
  return (call) => {
    for (const name in call.inputs) {
      if ((call.inputs[name] as tf.TensorInfo | undefined)?.dtype === 'complex64') return elsewhere(call);
    }
    return own(call);
  };
}

/** Einstein's sum and a few others have a list of inputs. */
function mapped(inputs: Record<string, tf.Tensor>, move: (x: tf.Tensor) => tf.Tensor): tf.NamedTensorMap {
  const entries = Object.entries(inputs).map(([name, x]) => [name, x && move(x)] as const);
  return (
    Array.isArray(inputs) ? entries.map(([, x]) => x) : Object.fromEntries(entries)
  ) as tf.NamedTensorMap;
}

function moved(x: tf.Tensor, backend: tf.KernelBackend): tf.Tensor {
  const engine = tf.engine();
  if (x.dtype === 'complex64' || engine.state.tensorInfo.get(x.dataId)?.backend === backend) return x;
  return engine.makeTensor(x.dataSync(), x.shape, x.dtype, backend);
}
