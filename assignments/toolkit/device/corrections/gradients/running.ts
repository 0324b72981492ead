import * as tf from '@tensorflow/tfjs-core';

import { through, type Slopes } from './gradient';

interface Running {
  axis: number;
  exclusive?: boolean;
  reverse?: boolean;
}

/** Each number counts in every later sum: the sums of the gradient from the other end. */
export function cumsum(): tf.GradConfig {
  return {
    kernelName: tf.Cumsum,
    gradFunc: (dy, _saved, attributes): Slopes => {
      const { axis, exclusive, reverse } = attributes as unknown as Running;
      return { x: () => tf.cumsum(dy as tf.Tensor, axis, exclusive, !reverse) };
    },
  };
}

/** By a loop over the axis, which has no trouble with zeros as a quotient would. */
export function cumprod(): tf.GradConfig {
  return through<Running>(tf.Cumprod, [['x']], ({ x }, { axis, exclusive, reverse }) => {
    const place = tf.util.parseAxisParam(axis, x.shape)[0];
    const factors = tf.unstack(x, place);
    const products: tf.Tensor[] = [];
    let product: tf.Tensor = tf.onesLike(factors[0]);
    // A copy: the list itself is what tfjs remembers of the operation.
    for (const factor of reverse ? factors.toReversed() : factors) {
      const next = tf.mul(product, factor);
      products.push(exclusive ? product : next);
      product = next;
    }
    return tf.stack(reverse ? products.reverse() : products, place);
  });
}
