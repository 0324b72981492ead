import * as tf from '@tensorflow/tfjs-core';

interface PaddedConvolution {
  /** x [n, h, w, in] and a filter [kernel, kernel, in, out]. */
  inputs: { x: tf.Tensor4D; filter: tf.Tensor4D };
  attrs: { stride: number; padding: number };
}

/** Here the backend's own convolution sees zeros around the image, where others need an image with a border. */
export function paddedConv2d({ inputs: { x, filter }, attrs }: PaddedConvolution): tf.Tensor4D {
  return tf.conv2d(x, filter, attrs.stride, attrs.padding);
}
