import * as tf from '@tensorflow/tfjs-core';

import { geometryOf } from './convolution';
import { widened, type Workspace } from './workspace';

interface PoolCall {
  /** x [n, h, w, c] */
  inputs: { x: tf.TensorInfo };
  attrs: tf.MaxPoolAttrs;
}

type Result = tf.TensorInfo | tf.TensorInfo[];

/**
 * The largest number under each window, and NaN where there is one as in PyTorch: the backend's own kernel passes NaN
 * over. It computes what few ask for: whole numbers, and windows that may see nothing but padding.
 */
export function maxPool(otherwise: tf.KernelFunc) {
  return (work: Workspace, call: PoolCall): Result => {
    const { x } = call.inputs;
    const { filterSize, strides, pad, dimRoundingMode } = call.attrs;
    const shape = x.shape as [number, number, number, number];
    const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    const mayMiss = info.padInfo.top >= info.filterHeight || info.padInfo.left >= info.filterWidth;
    if (x.dtype !== 'float32' || mayMiss) return otherwise({ ...call, backend: work.backend } as never);
    return largest(work, x, info);
  };
}

function largest(work: Workspace, image: tf.TensorInfo, info: tf.backend_util.Conv2DInfo): tf.TensorInfo {
  const geometry = geometryOf(info);
  const { images, height, width, channels, outHeight, outWidth } = geometry;
  const result = work.tensor(info.outShape);
  const x = work.widen(work.at(image), images * height * width, channels);
  work.narrow([work.at(result)], { rows: images * outHeight * outWidth, columns: channels }, ([y]) =>
    work.run('maxPool', images * outHeight, { ...geometry, channels: widened(channels), x, y }),
  );
  return result;
}
