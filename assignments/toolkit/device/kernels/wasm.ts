import * as tf from '@tensorflow/tfjs-core';

import { FUSED } from './fused';
import { adamUpdate } from './wasm/adam-update';
import { batchNormTraining, batchNormTrainingGrad } from './wasm/batch-norm-training';
import { conv2dBackpropFilter } from './wasm/conv2d-backprop-filter';
import { conv2dBackpropInput } from './wasm/conv2d-backprop-input';
import { maxPoolGrad } from './wasm/max-pool-grad';
import { paddedConv2d } from './wasm/padded-conv2d';

/**
 * Completes the WebAssembly backend for training: it ships without the gradient of a convolution's filter, with
 * a slow one of its input, and with a wrong one of max pooling.
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
  [tf.MaxPoolGrad]: maxPoolGrad,
  [FUSED.paddedConv2d]: paddedConv2d,
  [FUSED.adam]: adamUpdate,
  [FUSED.batchNormTraining]: batchNormTraining,
  [FUSED.batchNormTrainingGrad]: batchNormTrainingGrad,
};
