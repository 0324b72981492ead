import * as tf from '@tensorflow/tfjs-core';

interface InputGradientCall {
  /** dy [n, h', w', out] and filter [kernel, kernel, in, out]; inside a kernel they are tensors already. */
  inputs: { dy: tf.Tensor4D; filter: tf.Tensor4D };
  attrs: tf.Conv2DBackpropInputAttrs;
}

/** dx[n, y, x, i] = Σ dy[n, (y − a)/stride, (x − b)/stride, o] · filter[a, b, i, o], of shape [n, h, w, in]. */
export function conv2dBackpropInput({ inputs: { dy, filter }, attrs }: InputGradientCall): tf.Tensor4D {
  const { inputShape, strides, pad, dimRoundingMode } = attrs;
  const info = tf.backend_util.computeConv2DInfo(inputShape, filter.shape, strides, 1, pad, dimRoundingMode);
  return tf.tidy(() => {
    const spread = dilate(dy, info); // [n, (h' − 1)·stride + 1, …, out]
    const { top, left } = info.padInfo;
    const before = [info.filterHeight - 1 - top, info.filterWidth - 1 - left];
    const after = [
      info.inHeight + info.filterHeight - 1 - before[0] - spread.shape[1],
      info.inWidth + info.filterWidth - 1 - before[1] - spread.shape[2],
    ];
    const padded = tf.pad(spread, [
      [0, 0],
      [before[0], after[0]],
      [before[1], after[1]],
      [0, 0],
    ]);
    const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]); // [kernel, kernel, out, in]
    return tf.conv2d(padded as tf.Tensor4D, turned as tf.Tensor4D, 1, 'valid'); // [n, h, w, in]
  });
}

type Info = tf.backend_util.Conv2DInfo;

/** Zeros between the pixels, as many as the stride skips. */
function dilate(dy: tf.Tensor4D, info: Info): tf.Tensor4D {
  const { strideHeight: sh, strideWidth: sw, batchSize: n, outHeight: h, outWidth: w, outChannels: c } = info;
  if (sh === 1 && sw === 1) return dy;
  const cells = tf.pad(tf.reshape(dy, [n, h, 1, w, c]), [
    [0, 0],
    [0, 0],
    [0, sh - 1],
    [0, 0],
    [0, 0],
  ]);
  const columns = tf.pad(tf.reshape(cells, [n * h * sh, w, 1, c]), [
    [0, 0],
    [0, 0],
    [0, sw - 1],
    [0, 0],
  ]);
  const all = tf.reshape(columns, [n, h * sh, w * sw, c]);
  return tf.slice(all, [0, 0, 0, 0], [n, (h - 1) * sh + 1, (w - 1) * sw + 1, c]) as tf.Tensor4D;
}
