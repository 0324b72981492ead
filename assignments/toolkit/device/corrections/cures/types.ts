import * as tf from '@tensorflow/tfjs-core';

import { composed, resultOf } from './kernel';

/** True where a number is not zero, a fraction and NaN included. */
export function castToBool(own: tf.KernelFunc): tf.KernelFunc {
  const truth = composed(({ inputs: { x } }) => tf.notEqual(x, tf.scalar(0, x.dtype as 'float32')));
  return (call) => {
    const { dtype } = call.attrs as unknown as tf.CastAttrs;
    const isNumber = dtype === 'bool' && (call.inputs.x as tf.TensorInfo).dtype !== 'bool';
    return (isNumber ? truth : own)(call);
  };
}

/** Floats of their own, not the same bits under another name. */
export function castToFloat(own: tf.KernelFunc): tf.KernelFunc {
  return composed<tf.CastAttrs>((call) => {
    const { x } = call.inputs;
    const result = resultOf(own, call);
    return call.attrs.dtype === 'float32' && x.dtype !== 'float32' ? tf.mul(result, tf.scalar(1)) : result;
  });
}

/** As whole numbers, then as the floats that were asked for. */
export function oneHot(own: tf.KernelFunc): tf.KernelFunc {
  return composed<tf.OneHotAttrs>(({ inputs, backend, attrs }) => {
    const { dtype, onValue, offValue } = attrs;
    if (dtype !== 'float32') return resultOf(own, { inputs, backend, attrs });
    const isHot = resultOf(own, {
      inputs,
      backend,
      attrs: { ...attrs, dtype: 'int32', onValue: 1, offValue: 0 },
    });
    return tf.add(tf.mul(tf.cast(isHot, 'float32'), onValue - offValue), offValue);
  });
}

/** Of floats, floats. */
export function floorDiv(own: tf.KernelFunc): tf.KernelFunc {
  return composed((call) => {
    const { a, b } = call.inputs;
    return a.dtype === 'float32' ? tf.floor(tf.div(a, b)) : resultOf(own, call);
  });
}

/** One number for a vector, without the axis that was looked along. */
export function argOfVector(own: tf.KernelFunc): tf.KernelFunc {
  return composed((call) => {
    const result = resultOf(own, call);
    return call.inputs.x.rank === 1 ? tf.reshape(result, []) : result;
  });
}
