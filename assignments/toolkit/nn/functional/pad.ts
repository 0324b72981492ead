import * as tf from '@tensorflow/tfjs-core';

/**
 * The same border on every side of the image: [n, h, w, c] to [n, h + 2p, w + 2p, c].
 * Convolution and pooling pad with this, because not every device has gradients for padding of their own.
 */
export function padImages(x: tf.Tensor4D, padding: number, value = 0): tf.Tensor4D {
  if (padding === 0) return x;
  const border: [number, number] = [padding, padding];
  return tf.pad4d(x, [[0, 0], border, border, [0, 0]], value);
}
