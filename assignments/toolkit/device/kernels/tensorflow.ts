import * as tf from '@tensorflow/tfjs-core';

import type { OpAttribute, TensorflowBackend } from '../backends/tensorflow-backend';
import { FUSED } from './fused';

/** Registers the kernels that libtensorflow has and tfjs-node does not use. */
export function registerTensorflowKernels(): void {
  for (const [kernelName, kernelFunc] of Object.entries(KERNELS)) {
    if (tf.getKernel(kernelName, BACKEND)) continue;
    tf.registerKernel({
      kernelName,
      backendName: BACKEND,
      kernelFunc: kernelFunc as unknown as tf.KernelFunc,
    });
  }
}

const BACKEND = 'tensorflow';

const KERNELS = {
  [FUSED.batchNormTraining]: batchNormTraining,
  [FUSED.batchNormTrainingGrad]: batchNormTrainingGrad,
  [FUSED.paddedConv2d]: paddedConv2d,
  [FUSED.reluGrad]: reluGrad,
};

interface KernelCall<A = object> {
  inputs: Record<string, tf.TensorInfo>;
  backend: TensorflowBackend;
  attrs: A;
}

/** One op instead of two means, a variance and a normalisation; its `reserve` outputs go to its gradient. */
function batchNormTraining({ inputs, backend, attrs }: KernelCall<{ eps: number }>): tf.Tensor[] {
  const { x, weight, bias } = inputs as Record<string, tf.Tensor>;
  const empty = tf.tensor1d([]);
  const attributes = batchNormAttributes(backend, attrs.eps);
  const outputs = backend.executeMultipleOutputs(
    'FusedBatchNormV3',
    attributes,
    [x, weight, bias, empty, empty],
    6,
  );
  empty.dispose();
  const [y, mean, unbiased, ...reserve] = outputs;
  const n = x.size / mean.size;
  // TensorFlow divides by n − 1, as the running variance wants it; this kernel promises the plain mean.
  const variance = tf.mul(unbiased, (n - 1) / n);
  unbiased.dispose();
  return [y, mean, variance, ...reserve];
}

function batchNormTrainingGrad({ inputs, backend, attrs }: KernelCall<{ eps: number }>): tf.Tensor[] {
  const { dy, x, weight, ...saved } = inputs;
  // saved is mean, variance, and the three reserve outputs.
  const reserve = [saved.saved2, saved.saved3, saved.saved4];
  const attributes = batchNormAttributes(backend, attrs.eps);
  const outputs = backend.executeMultipleOutputs(
    'FusedBatchNormGradV3',
    attributes,
    [dy, x, weight, ...reserve],
    5,
  );
  tf.dispose(outputs.slice(3));
  return outputs.slice(0, 3); // dx, dweight, dbias
}

/** Forward, TensorFlow pads on its own. Its gradients do too, but several times slower than with a padded copy. */
function paddedConv2d({ inputs, attrs }: KernelCall<{ stride: number; padding: number }>): tf.Tensor {
  const { x, filter } = inputs as Record<string, tf.Tensor4D>;
  const border: [number, number] = [attrs.padding, attrs.padding];
  return tf.tidy(() => tf.conv2d(x, filter, attrs.stride, [[0, 0], border, border, [0, 0]]));
}

function reluGrad({ inputs, backend }: KernelCall): tf.Tensor {
  const { dy, y } = inputs;
  return backend.executeSingleOutput('ReluGrad', [floatType('T', backend)], [dy, y]);
}

function batchNormAttributes(backend: TensorflowBackend, eps: number): OpAttribute[] {
  const { TF_ATTR_FLOAT, TF_ATTR_STRING, TF_ATTR_BOOL } = backend.binding;
  return [
    floatType('T', backend),
    floatType('U', backend),
    { name: 'epsilon', type: TF_ATTR_FLOAT, value: eps },
    { name: 'data_format', type: TF_ATTR_STRING, value: 'NHWC' },
    { name: 'is_training', type: TF_ATTR_BOOL, value: true },
  ];
}

function floatType(name: string, { binding }: TensorflowBackend): OpAttribute {
  return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
}
