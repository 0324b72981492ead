import * as tf from '@tensorflow/tfjs-core';

import type { Call, Calls } from './call';

/** Three steps of each optimiser down a paraboloid. */
export const TRAINING: Calls = {
  'train.adadelta': descent(() => tf.train.adadelta(0.5, 0.9, 1e-4)),
  'train.adagrad': descent(() => tf.train.adagrad(0.1, 0.1)),
  'train.adam': descent(() => tf.train.adam(0.1, 0.9, 0.999, 1e-8)),
  'train.adamax': descent(() => tf.train.adamax(0.1, 0.9, 0.999, 1e-8)),
  'train.momentum': descent(() => tf.train.momentum(0.1, 0.9)),
  'train.momentum nesterov': descent(() => tf.train.momentum(0.1, 0.9, true)),
  'train.rmsprop': descent(() => tf.train.rmsprop(0.1, 0.9, 0, 1e-12)),
  'train.sgd': descent(() => tf.train.sgd(0.1)),
};

function descent(make: () => tf.Optimizer): Call {
  return (start, slopes) => {
    const w = tf.variable(start);
    const optimizer = make();
    const loss = (): tf.Scalar => tf.sum(tf.mul(slopes, tf.square(w)));
    for (let step = 0; step < 3; step++) optimizer.minimize(loss, false, [w]);
    return tf.clone(w);
  };
}
