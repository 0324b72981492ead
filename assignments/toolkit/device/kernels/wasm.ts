import * as tf from '@tensorflow/tfjs-core';

import { conv2dBackpropFilter } from './conv2d-backprop-filter';
import { conv2dBackpropInput } from './conv2d-backprop-input';

/**
 * Gives the WebAssembly backend the two gradients of a convolution: it ships without the one of the filter, and
 * with a plain loop for the one of the input. Both are composed of operations that XNNPACK does fast.
 */
export function registerWasmKernels(): void {
  for (const [kernelName, kernelFunc] of Object.entries(KERNELS)) {
    if (tf.getKernel(kernelName, BACKEND)) tf.unregisterKernel(kernelName, BACKEND);
    tf.registerKernel({
      kernelName,
      backendName: BACKEND,
      kernelFunc: kernelFunc as unknown as tf.KernelFunc,
    });
  }
}

const BACKEND = 'wasm';

const KERNELS = {
  [tf.Conv2DBackpropFilter]: conv2dBackpropFilter,
  [tf.Conv2DBackpropInput]: conv2dBackpropInput,
};
