import * as tf from '@tensorflow/tfjs-core';

/** Joins the axes from `startDim` on, as `torch.flatten(x, 1)`: [n, h, w, c] to [n, h·w·c]. */
export function flatten(x: tf.Tensor, startDim = 1): tf.Tensor2D {
  const joined: number[] = [...x.shape.slice(0, startDim), -1];
  return tf.reshape(x, joined) as tf.Tensor as tf.Tensor2D;
}
