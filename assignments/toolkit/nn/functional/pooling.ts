import * as tf from '@tensorflow/tfjs-core';

import { padImages } from './pad';
import { requireFloat } from './require-float';
import { requireFit } from './window';

/** Finite, because infinity times zero would make a gradient NaN; no activation is this small. */
const LOWEST = -3.4028234663852886e38;

/**
 * The largest value under each window, as `F.max_pool2d`: [n, h, w, c] to [n, ⌊(h + 2p − k)/s⌋ + 1, …, c].
 * Padding never wins, not even among negative values.
 *
 * @throws Error when x is not float32, RangeError when the window does not fit into the padded image, or could lie in
 *   the padding alone
 */
export function maxPool2d(
  x: tf.Tensor4D,
  kernelSize: number,
  { stride = kernelSize, padding = 0 }: { stride?: number; padding?: number } = {},
): tf.Tensor4D {
  requireFloat('maxPool2d', x);
  requireFit('maxPool2d', x, { kernelSize, stride, padding });
  if (padding > kernelSize / 2) {
    throw new RangeError(
      `maxPool2d: the padding must be at most half of the kernel size, got ${padding} and ${kernelSize}.`,
    );
  }
  // The other devices have no gradient of pooling with padding, or a wrong one.
  if (tf.getBackend() === 'wasm') return tf.maxPool(x, kernelSize, stride, padding);
  return tf.tidy(() => tf.maxPool(padImages(x, padding, LOWEST), kernelSize, stride, 'valid'));
}

/** The mean of each channel over the whole image, as `F.adaptive_avg_pool2d(x, (1, 1))`: [n, h, w, c] to [n, 1, 1, c]. */
export function adaptiveAvgPool2d(
  x: tf.Tensor4D,
  outputSize: readonly [number, number] = [1, 1],
): tf.Tensor4D {
  if (outputSize.some((length) => length !== 1)) {
    throw new RangeError(`adaptiveAvgPool2d only pools to [1, 1], got [${outputSize.join(', ')}].`);
  }
  return tf.mean(x, [1, 2], true);
}
