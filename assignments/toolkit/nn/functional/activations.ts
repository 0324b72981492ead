import * as tf from '@tensorflow/tfjs-core';

import { describeStranger } from '../../device/index';

/** max(x, 0), element by element. */
export function relu<T extends tf.Tensor>(x: T): T {
  requireTensor('relu', x);
  return tf.relu(x);
}

/** Probabilities along the last axis: e^x over its sum. */
export function softmax<T extends tf.Tensor>(x: T): T {
  requireTensor('softmax', x);
  return tf.softmax(x);
}

/** The logarithm of `softmax`, without the overflow of taking it in two steps. */
export function logSoftmax<T extends tf.Tensor>(x: T): T {
  requireTensor('logSoftmax', x);
  return tf.logSoftmax(x);
}

/** tfjs makes a tensor of what is none, or fails over it without a word that helps. */
function requireTensor(name: string, x: unknown): void {
  if (!(x instanceof tf.Tensor))
    throw new TypeError(`${name}() takes one tensor; it was given ${describeStranger(x)}.`);
}
