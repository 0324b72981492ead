import * as tf from '@tensorflow/tfjs-core';

import { composed, resultOf } from './kernel';

interface Running {
  axis: number;
  reverse: boolean;
}

/** From the end is from the start of what is reversed. */
export function forwards(own: tf.KernelFunc): tf.KernelFunc {
  return composed<Running>((call) => {
    const { axis, reverse } = call.attrs;
    if (!reverse) return resultOf(own, call);
    const x = tf.reverse(call.inputs.x, axis);
    const attrs = { ...call.attrs, reverse: false };
    return tf.reverse(resultOf(own, { ...call, inputs: { x }, attrs }), axis);
  });
}

/** Beyond four axes, one after the other. */
export function reverseAnyRank(own: tf.KernelFunc): tf.KernelFunc {
  return composed<tf.ReverseAttrs>((call) => {
    const { x } = call.inputs;
    if (x.rank <= 4) return resultOf(own, call);
    return tf.util
      .parseAxisParam(call.attrs.dims, x.shape)
      .reduce((y, axis) => tf.reshape(tf.reverse(lines(y, axis), 1), x.shape), x);
  });
}

export function tileAnyRank(own: tf.KernelFunc): tf.KernelFunc {
  return composed<tf.TileAttrs>((call) => {
    const { x } = call.inputs;
    const { reps } = call.attrs;
    if (x.rank <= 4) return resultOf(own, call);
    return reps.reduce((y, count, axis) => {
      if (count === 1) return y;
      const wide = tf.tile(lines(y, axis), [1, count, 1]);
      return tf.reshape(wide, [...y.shape.slice(0, axis), wide.shape[1], ...y.shape.slice(axis + 1)]);
    }, x);
  });
}

/** Sums of whole numbers by way of floats, which they are computed with in any case. */
export function segmentsOfFloats(own: tf.KernelFunc): tf.KernelFunc {
  return composed((call) => {
    const { x } = call.inputs;
    if (x.dtype === 'float32') return resultOf(own, call);
    const sums = resultOf(own, { ...call, inputs: { ...call.inputs, x: tf.cast(x, 'float32') } });
    return tf.cast(sums, x.dtype);
  });
}

/** Beyond four axes, those with a border one after the other. */
export function padAnyRank(own: tf.KernelFunc): tf.KernelFunc {
  return composed<tf.PadV2Attrs>((call) => {
    const { x } = call.inputs;
    const { paddings, constantValue } = call.attrs;
    if (x.rank <= 4) return resultOf(own, call);
    return paddings.reduce((padded, border, axis) => {
      if (border.every((width) => width === 0)) return padded;
      const { shape } = padded;
      const wide = tf.pad(lines(padded, axis), [[0, 0], border, [0, 0]], constantValue);
      return tf.reshape(wide, [...shape.slice(0, axis), wide.shape[1], ...shape.slice(axis + 1)]);
    }, x);
  });
}

/** [before, axis, after]: three axes are enough for what happens along one. */
function lines(x: tf.Tensor, axis: number): tf.Tensor3D {
  const [before, after] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)].map(tf.util.sizeFromShape);
  return tf.reshape(x, [before, x.shape[axis], after]);
}
