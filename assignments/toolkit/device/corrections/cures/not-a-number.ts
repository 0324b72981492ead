import * as tf from '@tensorflow/tfjs-core';

import { composed, resultOf } from './kernel';

/** The device's kernel, and NaN where an input is NaN. */
export function keepingNaN(own: tf.KernelFunc): tf.KernelFunc {
  return composed((call) => {
    const inputs = Object.values(call.inputs);
    const result = resultOf(own, call);
    if (result.dtype !== 'float32') return result;
    return inputs.reduce((y, x) => tf.where(tf.isNaN(x), x, y), result);
  });
}

/** Bounds for whole numbers, which the device reads as floats. */
export function clip(own: tf.KernelFunc): tf.KernelFunc {
  const floats = keepingNaN(own);
  const whole = composed<tf.ClipByValueAttrs>(({ inputs: { x }, attrs: { clipValueMin, clipValueMax } }) => {
    const bound = (value: number): tf.Tensor => tf.scalar(Math.trunc(value), 'int32');
    return tf.minimum(tf.maximum(x, bound(clipValueMin)), bound(clipValueMax));
  });
  return (call) => ((call.inputs.x as tf.TensorInfo).dtype === 'int32' ? whole : floats)(call);
}

/** x where it is positive, else alpha times x: never infinity times zero. */
export const prelu: tf.KernelFunc = composed(({ inputs: { x, alpha } }) =>
  tf.where(tf.greater(x, 0), x, tf.mul(alpha, x)),
);
