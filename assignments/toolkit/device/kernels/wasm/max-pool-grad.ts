import * as tf from '@tensorflow/tfjs-core';

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
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  const gradient = work.tensor(shape);
  const pixels = batchSize * inHeight * inWidth;
  const x = work.widen(work.at(inputs.input), pixels, inChannels);
  const dy = work.widen(work.at(inputs.dy), batchSize * outHeight * outWidth, inChannels);
  work.narrow(work.at(gradient), { rows: pixels, columns: inChannels }, (dx) =>
    work.run('maxPoolGradient', batchSize, {
      ...{ dy, x, dx, outHeight, outWidth },
      ...{ height: inHeight, width: inWidth, channels: widened(inChannels) },
      ...{ kernelHeight: info.filterHeight, kernelWidth: info.filterWidth },
      ...{ strideHeight: info.strideHeight, strideWidth: info.strideWidth },
      ...{ top: info.padInfo.top, left: info.padInfo.left },
    }),
  );
  return gradient;
}
