import * as tf from '@tensorflow/tfjs-core';

import { geometryOf } from './convolution';
import { widened, type Workspace } from './workspace';

interface PoolGradientCall {
  /** dy and output [n, h', w', c], input [n, h, w, c] */
  inputs: { dy: tf.TensorInfo; input: tf.TensorInfo; output: tf.TensorInfo };
  attrs: tf.MaxPoolGradAttrs;
}

/**
 * Sends each dy to the largest input under its window, the first one in reading order as PyTorch does. The
 * backend's own kernel starts from a tiny positive number and so misses windows without any positive value.
 */
export function maxPoolGrad(work: Workspace, { inputs, attrs }: PoolGradientCall): tf.TensorInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  const shape = inputs.input.shape as [number, number, number, number];
  const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const geometry = geometryOf(info);
  const { images, height, width, channels, outHeight, outWidth } = geometry;
  const gradient = work.tensor(shape);
  const pixels = images * height * width;
  const x = work.widen(work.at(inputs.input), pixels, channels);
  const dy = work.widen(work.at(inputs.dy), images * outHeight * outWidth, channels);
  work.narrow([work.at(gradient)], { rows: pixels, columns: channels }, ([dx]) =>
    work.run('maxPoolGradient', images, { ...geometry, channels: widened(channels), dy, x, dx }),
  );
  return gradient;
}
