import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

import { asTensor, openHeap } from './heap';

interface FilterGradientCall {
  /** x [n, h, w, in] and dy [n, h', w', out]; inside a kernel they are tensors already. */
  inputs: { x: tf.Tensor4D; dy: tf.Tensor4D };
  attrs: tf.Conv2DBackpropFilterAttrs;
  backend: BackendWasm;
}

/** dfilter[a, b, i, o] = Σ x[n, y·stride + a, x·stride + b, i] · dy[n, y, x, o], of shape [kernel, kernel, in, out]. */
export function conv2dBackpropFilter({ inputs: { x, dy }, attrs, backend }: FilterGradientCall): tf.Tensor4D {
  const { filterShape, strides, pad, dimRoundingMode } = attrs;
  const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
  return tf.tidy(() => {
    const window = usedWindow(x, info);
    if (info.filterHeight === 1 && info.filterWidth === 1) return pointwise(window, dy, { info, backend });
    return swapped(window, dy, info);
  });
}

type Info = tf.backend_util.Conv2DInfo;

/** x padded, and cut where a strided filter does not reach the edge: exactly (h' − 1)·stride + kernel rows. */
function usedWindow(x: tf.Tensor4D, info: Info): tf.Tensor4D {
  const { top, bottom, left, right } = info.padInfo;
  const height = (info.outHeight - 1) * info.strideHeight + info.filterHeight;
  const width = (info.outWidth - 1) * info.strideWidth + info.filterWidth;
  const isPadded = top > 0 || bottom > 0 || left > 0 || right > 0;
  const padded = isPadded
    ? tf.pad4d(x, [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ])
    : x;
  if (padded.shape[1] === height && padded.shape[2] === width) return padded;
  return tf.slice(padded, [0, 0, 0, 0], [-1, height, width, -1]);
}

/** A convolution in which batch and channels change places: the image is x, and dy is the filter. */
function swapped(window: tf.Tensor4D, dy: tf.Tensor4D, info: Info): tf.Tensor4D {
  const images: tf.Tensor4D = tf.transpose(window, [3, 1, 2, 0]); // [in, h, w, n]
  const filter: tf.Tensor4D = tf.transpose(dy, [1, 2, 0, 3]); // [h', w', n, out]
  const dilations: [number, number] = [info.strideHeight, info.strideWidth];
  const gradient = tf.conv2d(images, filter, 1, 'valid', 'NHWC', dilations); // [in, kernel, kernel, out]
  return tf.transpose(gradient, [1, 2, 0, 3]);
}

/** A 1×1 filter sees each pixel alone: one matrix product over all pixels. */
function pointwise(
  window: tf.Tensor4D,
  dy: tf.Tensor4D,
  { info, backend }: { info: Info; backend: BackendWasm },
): tf.Tensor4D {
  const x = tf.reshape(seenPixels(window, info, backend), [-1, info.inChannels]); // [n·h'·w', in]
  // Transposed on its own: the backend's product of a transposed matrix is many times slower.
  const product = tf.matMul(tf.transpose(x), tf.reshape(dy, [-1, info.outChannels]) as tf.Tensor2D);
  return tf.reshape(product, [1, 1, info.inChannels, info.outChannels]);
}

/** Every stride-th pixel of every stride-th row. By hand: the backend's strided slice is fifteen times slower. */
function seenPixels(window: tf.Tensor4D, info: Info, backend: BackendWasm): tf.Tensor4D {
  const { batchSize, outHeight, outWidth, inChannels, strideHeight, strideWidth } = info;
  if (strideHeight === 1 && strideWidth === 1) return window;
  const [, height, width] = window.shape;
  const { inputs, outputs, results } = openHeap(
    backend,
    [window],
    [[batchSize, outHeight, outWidth, inChannels]],
  );
  let next = 0;
  for (let row = 0; row < batchSize * height; row++) {
    if ((row % height) % strideHeight !== 0) continue;
    for (let column = 0; column < width; column += strideWidth, next += inChannels) {
      const pixel = (row * width + column) * inChannels;
      outputs[0].set(inputs[0].subarray(pixel, pixel + inChannels), next);
    }
  }
  return asTensor(results[0]);
}
