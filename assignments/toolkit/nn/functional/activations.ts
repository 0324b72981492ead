import * as tf from '@tensorflow/tfjs-core';

/** max(x, 0), element by element. */
export function relu<T extends tf.Tensor>(x: T): T {
  return tf.relu(x);
}

/** Probabilities along the last axis: e^x over its sum. */
export function softmax<T extends tf.Tensor>(x: T): T {
  return tf.softmax(x);
}

/** The logarithm of `softmax`, without the overflow of taking it in two steps. */
export function logSoftmax<T extends tf.Tensor>(x: T): T {
  return tf.logSoftmax(x);
}
