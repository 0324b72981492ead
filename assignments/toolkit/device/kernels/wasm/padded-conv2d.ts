import * as tf from '@tensorflow/tfjs-core';

import { conv2dOf } from './convolution';
import type { Workspace } from './workspace';

interface PaddedConvolution {
  /** x [n, h, w, in] and a filter [kernel, kernel, in, out]. */
  inputs: { x: tf.Tensor4D; filter: tf.Tensor4D };
  attrs: { stride: number; padding: number };
}

/** Zeros around the image are seen, where others need an image with a border. */
export function paddedConv2d(work: Workspace, { inputs, attrs }: PaddedConvolution): tf.TensorInfo {
  const { x, filter } = inputs;
  const info = tf.backend_util.computeConv2DInfo(x.shape, filter.shape, attrs.stride, 1, attrs.padding);
  return conv2dOf(work, inputs, info);
}
