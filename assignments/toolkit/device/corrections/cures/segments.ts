import * as tf from '@tensorflow/tfjs-core';

import { composed, resultOf } from './kernel';

/** Rows added up by the number of their segment, in one pass over them; a row without a segment is left out. */
export const unsortedSegmentSum: tf.KernelFunc = composed<tf.UnsortedSegmentSumAttrs>(
  ({ inputs: { x, segmentIds }, attrs: { numSegments } }) => {
    const [values, segments] = [x.dataSync(), segmentIds.dataSync()];
    const shape = [numSegments, ...x.shape.slice(segmentIds.rank)];
    const width = tf.util.sizeFromShape(shape.slice(1));
    const sums = tf.util.makeZerosTypedArray(numSegments * width, x.dtype as 'float32');
    segments.forEach((segment, row) => {
      if (segment < 0 || segment >= numSegments) return;
      for (let i = 0; i < width; i++) sums[segment * width + i] += values[row * width + i];
    });
    return tf.tensor(sums, shape, x.dtype);
  },
);

/** For a kernel that writes into its input. */
export function onCopy(own: tf.KernelFunc): tf.KernelFunc {
  return composed((call) => {
    const { tensor } = call.inputs;
    const copy = tf.tensor(tensor.dataSync().slice(), tensor.shape, tensor.dtype);
    return resultOf(own, { ...call, inputs: { ...call.inputs, tensor: copy } });
  });
}
