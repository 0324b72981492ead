import * as tf from '@tensorflow/tfjs-core';

import type { Matrix3 } from './matrix3';

/** `gridSample` as tensor operations, for devices that hold the images in memory of their own. */
export function sampleOnDevice(images: tf.Tensor4D, matrices: readonly Matrix3[]): tf.Tensor4D {
  return tf.tidy(() => {
    const [, h, w] = images.shape;
    const [x, y] = positions(matrices, h, w); // [n, h, w] each
    const [left, top] = [tf.floor(x), tf.floor(y)];
    const [fx, fy] = [tf.expandDims(tf.sub(x, left), 3), tf.expandDims(tf.sub(y, top), 3)]; // [n, h, w, 1]
    const above = mix(pixelsAt(images, top, left), pixelsAt(images, top, tf.add(left, 1)), fx); // [n, h, w, c]
    const nextTop = tf.add(top, 1);
    const below = mix(pixelsAt(images, nextTop, left), pixelsAt(images, nextTop, tf.add(left, 1)), fx);
    return mix(above, below, fy);
  });
}

/** Where each pixel of the results is found, in pixels of its image. */
function positions(matrices: readonly Matrix3[], h: number, w: number): [tf.Tensor, tf.Tensor] {
  const column = tf.reshape(tf.range(0, w), [1, 1, w]);
  const row = tf.reshape(tf.range(0, h), [1, h, 1]);
  const entry = (i: number) =>
    tf.tensor3d(
      matrices.map((matrix) => matrix[i]),
      [matrices.length, 1, 1],
    );
  const along = (i: number) =>
    tf.add(tf.add(tf.mul(entry(i), column), entry(i + 2)), tf.mul(entry(i + 1), row)); // [n, h, w]
  const z = along(6);
  // On the horizon of a perspective, z is 0 and any position will do.
  return [mirror(tf.divNoNan(along(0), z), w), mirror(tf.divNoNan(along(3), z), h)];
}

/** The position 0 … size − 1 that a position on the endlessly mirrored axis shows. */
function mirror(position: tf.Tensor, size: number): tf.Tensor {
  if (size === 1) return tf.zerosLike(position);
  const period = 2 * (size - 1);
  const turns = tf.floor(tf.add(tf.div(position, period), 0.5));
  // Rounding can put a pixel of the border a hair outside.
  return tf.minimum(tf.abs(tf.sub(position, tf.mul(turns, period))), size - 1);
}

/** The pixels [n, h, w, c] at whole positions [n, h, w]; one beyond the last row or column is the last one. */
function pixelsAt(images: tf.Tensor4D, top: tf.Tensor, left: tf.Tensor): tf.Tensor {
  const [n, h, w, c] = images.shape;
  const row = tf.minimum(tf.cast(top, 'int32'), tf.scalar(h - 1, 'int32'));
  const column = tf.minimum(tf.cast(left, 'int32'), tf.scalar(w - 1, 'int32'));
  const image = tf.reshape(tf.range(0, n, 1, 'int32'), [n, 1, 1]);
  const width = tf.scalar(w, 'int32');
  const flat = tf.add(tf.mul(tf.add(tf.mul(image, tf.scalar(h, 'int32')), row), width), column);
  return tf.gather(tf.reshape(images, [n * h * w, c]), tf.cast(flat, 'int32'));
}

function mix(a: tf.Tensor, b: tf.Tensor, share: tf.Tensor): tf.Tensor4D {
  return tf.add(a, tf.mul(tf.sub(b, a), share));
}
