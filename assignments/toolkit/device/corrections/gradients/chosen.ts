import * as tf from '@tensorflow/tfjs-core';

import type { Slopes } from './gradient';

/** The largest or smallest along some axes: equal ones share the gradient, as in PyTorch's amax. */
export function extreme(kernelName: string): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, [x, y], attributes): Slopes => {
      const { reductionIndices, axis } = attributes as unknown as tf.MaxAttrs & tf.MinAttrs;
      const axes = tf.util.parseAxisParam(reductionIndices ?? axis, x.shape);
      const kept = x.shape.map((length, i) => (axes.includes(i) ? 1 : length));
      const share = (): tf.Tensor => {
        const isChosen = tf.cast(tf.equal(x, tf.reshape(y, kept)), 'float32');
        const each = tf.div(tf.reshape(dy as tf.Tensor, kept), tf.sum(isChosen, axes, true));
        return tf.mul(isChosen, each);
      };
      return { x: share };
    },
  };
}

/** The k largest of the last axis: each sends its gradient to where it stood. */
export function topk(): tf.GradConfig {
  return {
    kernelName: tf.TopK,
    inputsToSave: ['x'],
    outputsToSave: [false, true],
    gradFunc: (dy, [x, indices]): Slopes => {
      const places = (): tf.Tensor => tf.oneHot(indices, x.shape.at(-1)!, 1, 0, 'float32'); // [..., k, n]
      return { x: () => tf.sum(tf.mul(tf.expandDims((dy as tf.Tensor[])[0], -1), places()), -2) };
    },
  };
}
