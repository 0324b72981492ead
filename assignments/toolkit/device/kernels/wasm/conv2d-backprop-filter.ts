import * as tf from '@tensorflow/tfjs-core';

interface FilterGradientCall {
  /** x [n, h, w, in] and dy [n, h', w', out]; inside a kernel they are tensors already. */
  inputs: { x: tf.Tensor4D; dy: tf.Tensor4D };
  attrs: tf.Conv2DBackpropFilterAttrs;
}

/** dfilter[a, b, i, o] = Σ x[n, y·stride + a, x·stride + b, i] · dy[n, y, x, o], of shape [kernel, kernel, in, out]. */
export function conv2dBackpropFilter({ inputs: { x, dy }, attrs }: FilterGradientCall): tf.Tensor4D {
  const { filterShape, strides, pad, dimRoundingMode } = attrs;
  const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
  return tf.tidy(() => {
    const window = usedWindow(x, info);
    if (info.filterHeight === 1 && info.filterWidth === 1) return pointwise(window, dy, info);
    // A convolution in which images and channels change places: the image is x, the filter is dy.
    const images = tf.transpose(window, [3, 1, 2, 0]); // [in, h, w, n]
    const filter = tf.transpose(dy, [1, 2, 0, 3]); // [h', w', n, out]
    const dilations: [number, number] = [info.strideHeight, info.strideWidth];
    const gradient = tf.conv2d(images, filter, 1, 'valid', 'NHWC', dilations); // [in, kernel, kernel, out]
    return tf.transpose(gradient, [1, 2, 0, 3]);
  });
}

type Info = tf.backend_util.Conv2DInfo;

/** x padded, and cut where a strided filter does not reach the edge: exactly (h' − 1)·stride + kernel rows. */
function usedWindow(x: tf.Tensor4D, info: Info): tf.Tensor4D {
  const { top, bottom, left, right } = info.padInfo;
  const height = (info.outHeight - 1) * info.strideHeight + info.filterHeight;
  const width = (info.outWidth - 1) * info.strideWidth + info.filterWidth;
  const padded =
    top || bottom || left || right
      ? tf.pad(x, [
          [0, 0],
          [top, bottom],
          [left, right],
          [0, 0],
        ])
      : x;
  if (padded.shape[1] === height && padded.shape[2] === width) return padded;
  return tf.slice(padded, [0, 0, 0, 0], [-1, height, width, -1]);
}

/** A 1×1 filter sees each pixel alone: one matrix product over all pixels. */
function pointwise(
  window: tf.Tensor4D,
  dy: tf.Tensor4D,
  { strideHeight, strideWidth, ...info }: Info,
): tf.Tensor4D {
  const seen =
    strideHeight === 1 && strideWidth === 1
      ? window
      : tf.stridedSlice(window, [0, 0, 0, 0], window.shape, [1, strideHeight, strideWidth, 1]);
  const x = tf.reshape(seen, [-1, info.inChannels]); // [n·h'·w', in]
  // Transposed on its own: the backend's product of a transposed matrix is many times slower.
  const product = tf.matMul(tf.transpose(x), tf.reshape(dy, [-1, info.outChannels]) as tf.Tensor2D);
  return tf.reshape(product, [1, 1, info.inChannels, info.outChannels]);
}
