import * as tf from '@tensorflow/tfjs-core';

/**
 * Kernels that tfjs does not know and a backend may bring, because composed of smaller ones they cost several
 * passes over the activations. Their names are those of tfjs's registry; whoever uses one asks `hasKernel` first.
 */
export const FUSED = {
  /** {x, weight, bias} and {eps} to [y, mean, variance / n, …whatever its gradient needs]. */
  batchNormTraining: 'BatchNormTraining',
  /** {dy, x, weight, saved0, saved1, …} and {eps} to [dx, dweight, dbias]. */
  batchNormTrainingGrad: 'BatchNormTrainingGrad',
  /** {theta, gradient, m, v} and Adam's scalars to [theta, m, v]. */
  adam: 'AdamUpdate',
  /** {x, filter} and {stride, padding} to the convolution of x with a border of zeros on every side. */
  paddedConv2d: 'PaddedConv2D',
  /** {x} of shape [out, in, kernel, kernel] to [kernel, kernel, in, out]. */
  toHwio: 'FilterToHwio',
  /** {dy, y} with y = relu(x) to dx. */
  reluGrad: 'ReluGrad',
} as const;

/** True when the device that computes now has this kernel. */
export function hasKernel(name: string): boolean {
  return tf.getKernel(name, tf.getBackend()) !== undefined;
}

/** Runs a kernel of `FUSED` by name. */
export function runFused(
  name: string,
  inputs: Record<string, tf.Tensor>,
  attributes: object = {},
): tf.Tensor[] {
  const outputs: tf.Tensor | tf.Tensor[] = tf.engine().runKernel(name, { ...inputs }, { ...attributes });
  return Array.isArray(outputs) ? outputs : [outputs];
}

/** Makes the gradient of relu use `FUSED.reluGrad` where there is one, and need only the output to be kept. */
export function registerReluGradient(): void {
  tf.registerGradient({
    kernelName: tf.Relu,
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => reluGrad(dy as tf.Tensor, y) }),
  });
}

function reluGrad(dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  if (hasKernel(FUSED.reluGrad)) return runFused(FUSED.reluGrad, { dy, y })[0];
  // y is positive exactly where x was.
  return tf.mul(dy, tf.step(y));
}
