import * as tf from '@tensorflow/tfjs-core';

import { FUSED, hasKernel, runFused } from '../../device/kernels';
import { requireFloat } from './require-float';

/** A batch's own statistics per channel, each of shape [c]; the variance divides by n, not n − 1. */
export interface BatchStatistics {
  mean: tf.Tensor1D;
  variance: tf.Tensor1D;
}

/** The learned scale and shift per channel, each of shape [c]. */
export interface Affine {
  weight: tf.Tensor1D;
  bias: tf.Tensor1D;
}

/**
 * (x − mean)/√(variance + eps)·weight + bias with statistics that are given: evaluation mode.
 *
 * @throws Error when x is not float32
 */
export function batchNorm(
  x: tf.Tensor4D,
  { mean, variance, weight, bias }: BatchStatistics & Affine,
  eps: number,
): tf.Tensor4D {
  requireFloat('batchNorm', x);
  return tf.batchNorm(x, mean, variance, bias, weight, eps);
}

/**
 * The same with the batch's own statistics, through which the gradient flows too: training mode.
 *
 * @param onStatistics sees the statistics before they are freed
 * @throws Error when x is not float32
 */
export function batchNormTraining(
  x: tf.Tensor4D,
  { weight, bias }: Affine,
  { eps, onStatistics }: { eps: number; onStatistics: (batch: BatchStatistics) => void },
): tf.Tensor4D {
  requireFloat('batchNorm', x);
  // One gradient for the whole layer: left to the tape it would be some twenty operations on full-size tensors.
  const normalise = tf.customGrad((...args: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const [x, weight, bias, save] = args as [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D, tf.GradSaveFunc];
    const { y, mean, variance, saved } = forward(x, { weight, bias }, eps);
    onStatistics({ mean, variance });
    save([x, weight, mean, variance, ...saved]);
    return { value: y, gradFunc: gradient(eps) };
  });
  return normalise(x, weight, bias) as tf.Tensor4D;
}

interface Forward extends BatchStatistics {
  y: tf.Tensor4D;
  /** What a device's own gradient needs besides the statistics. */
  saved: tf.Tensor[];
}

function forward(x: tf.Tensor4D, { weight, bias }: Affine, eps: number): Forward {
  if (hasKernel(FUSED.batchNormTraining)) {
    const [y, mean, variance, ...saved] = runFused(FUSED.batchNormTraining, { x, weight, bias }, { eps });
    return { y, mean, variance, saved } as Forward;
  }
  const { mean, variance } = tf.moments(x, [0, 1, 2]) as BatchStatistics;
  return { y: batchNorm(x, { mean, variance, weight, bias }, eps), mean, variance, saved: [] };
}

/** With x̂ = (x − mean)/σ: dx = weight/σ·(dy − mean(dy) − x̂·mean(dy·x̂)), dweight = Σ dy·x̂, dbias = Σ dy. */
function gradient(eps: number) {
  return (dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
    if (hasKernel(FUSED.batchNormTrainingGrad)) return fusedGradient(dy, saved, eps);
    const [x, weight, mean, variance] = saved as [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
    const n = x.size / mean.size;
    const sigma = tf.sqrt(tf.add(variance, eps)); // [c]
    const centred = tf.sub(x, mean); // [n, h, w, c]
    const dbias = channelSums(dy);
    const dweight = tf.div(channelSums(tf.mul(dy, centred)), sigma);
    const scale = tf.div(weight, sigma); // [c]
    const slope = tf.div(tf.mul(scale, dweight), tf.mul(sigma, -n)); // [c]
    const offset = tf.div(tf.mul(scale, dbias), -n); // [c]
    const dx = tf.add(tf.mul(dy, scale), tf.add(tf.mul(centred, slope), offset));
    return [dx, dweight, dbias];
  };
}

function fusedGradient(dy: tf.Tensor, [x, weight, ...saved]: tf.Tensor[], eps: number): tf.Tensor[] {
  const named = Object.fromEntries(saved.map((tensor, i) => [`saved${i}`, tensor]));
  return runFused(FUSED.batchNormTrainingGrad, { dy, x, weight, ...named }, { eps });
}

/** Σ over everything but the channel, as a product with ones, which devices do much faster than a reduction. */
function channelSums(x: tf.Tensor): tf.Tensor1D {
  const channels = x.shape[x.rank - 1];
  const rows = x.size / channels;
  return tf.reshape(tf.matMul(tf.ones([1, rows]), tf.reshape(x, [rows, channels])), [channels]);
}
