import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

import { openHeap } from './heap';

interface PoolGradientCall {
  /** dy and output [n, h', w', c], input [n, h, w, c] */
  inputs: { dy: tf.TensorInfo; input: tf.TensorInfo; output: tf.TensorInfo };
  attrs: tf.MaxPoolGradAttrs;
  backend: BackendWasm;
}

/**
 * Sends each dy to the largest input under its window, the first one in reading order as PyTorch does. The
 * backend's own kernel starts from a tiny positive number and so misses windows without any positive value.
 */
export function maxPoolGrad({ inputs, attrs, backend }: PoolGradientCall): tf.TensorInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  const shape = inputs.input.shape as [number, number, number, number];
  const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const heap = openHeap(backend, [inputs.dy, inputs.input], [shape]);
  const [dy, x] = heap.inputs;
  const [dx] = heap.outputs;
  dx.fill(0);
  let window = 0;
  for (const pixels of windows(info)) {
    const firstDy = window++ * info.inChannels;
    for (let c = 0; c < info.inChannels; c++) dx[largest(x, pixels, c)] += dy[firstDy + c];
  }
  return heap.results[0];
}

/** For every output pixel in order, where the pixels under its window start in the input. */
function* windows(info: tf.backend_util.Conv2DInfo): Generator<Int32Array> {
  const pixels = new Int32Array(info.filterHeight * info.filterWidth);
  for (let n = 0; n < info.batchSize; n++) {
    for (let y = 0; y < info.outHeight; y++) {
      for (let x = 0; x < info.outWidth; x++) yield pixelsUnder(info, { n, y, x }, pixels);
    }
  }
}

function pixelsUnder(
  info: tf.backend_util.Conv2DInfo,
  { n, y, x }: { n: number; y: number; x: number },
  pixels: Int32Array,
): Int32Array {
  const top = y * info.strideHeight - info.padInfo.top;
  const left = x * info.strideWidth - info.padInfo.left;
  let count = 0;
  for (let row = Math.max(top, 0); row < Math.min(top + info.filterHeight, info.inHeight); row++) {
    for (let column = Math.max(left, 0); column < Math.min(left + info.filterWidth, info.inWidth); column++) {
      pixels[count++] = ((n * info.inHeight + row) * info.inWidth + column) * info.inChannels;
    }
  }
  return pixels.subarray(0, count);
}

/** Where the largest value of channel c is; a NaN counts as larger than anything. */
function largest(x: Float32Array, pixels: Int32Array, c: number): number {
  let where = pixels[0] + c;
  for (let i = 1; i < pixels.length; i++) {
    const value = x[pixels[i] + c];
    if (value > x[where] || Number.isNaN(value)) where = pixels[i] + c;
  }
  return where;
}
