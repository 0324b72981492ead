import * as tf from '@tensorflow/tfjs-core';

/**
 * A tensor that holds an image [h, w, channels] or a batch of images [n, h, w, channels].
 * Same data, same operations; only the class tells transforms such as IntToFloatTensor and Normalize
 * that these numbers are pixels and may be touched, while labels are not.
 *
 * The result of an operation (`x.add(1)`) is a plain tensor again; transforms and `stack` keep the class.
 */
export class TensorImage<R extends tf.Rank = tf.Rank> extends tf.Tensor<R> {
  // tfjs answers `instanceof tf.Tensor` by looking at fields; a subclass would inherit that and accept any tensor.
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && TensorImage.prototype.isPrototypeOf(value);
  }

  /** Turns `tensor` itself (no copy) into a TensorImage. */
  static from<R extends tf.Rank>(tensor: tf.Tensor<R>): TensorImage<R> {
    return Object.setPrototypeOf(tensor, TensorImage.prototype) as TensorImage<R>;
  }
}
