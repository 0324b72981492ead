import * as tf from '@tensorflow/tfjs-core';

import type { Calls } from './call';

/** Functions of one number after the other that are not called with their tensors alone. */
export const ELEMENTWISE: Calls = {
  addN: (...xs) => tf.addN(xs),
  clipByValue: (x) => tf.clipByValue(x, -1, 1),
  'clipByValue at its corners': (x) => tf.clipByValue(x, -1, 1),
  'clipByValue of NaN and infinity': (x) => tf.clipByValue(x, -1, 1),
  'mul by a mask': (x) => tf.mul(x, tf.cast(tf.greater(x, 0), 'float32')),
  'cast to int32 and back': (x) => tf.cast(tf.cast(x, 'int32'), 'float32'),
  'clipByValue of int32': (x) => tf.clipByValue(x, 0, 255),
};
