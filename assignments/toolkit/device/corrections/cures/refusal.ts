import type * as tf from '@tensorflow/tfjs-core';

/** For what a device cannot compute: an error that names ways that can. */
export function refusing(kernelName: string, device: string): tf.KernelFunc {
  return () => {
    throw new Error(
      `${kernelName} does not run on the device '${device}'. Start another, such as 'wasm'; or read the numbers with ` +
        "`await x.data()` and compute with them in onDevice('cpu', …).",
    );
  };
}
