import * as tf from '@tensorflow/tfjs-core';

import type { Calls } from './call';

const EQUATIONS = [...['ij,jk->ik', 'bij,bjk->bk', 'ij->ji', 'ii->i', 'ij->', 'i,j->ij', 'bhqd,bhkd->bhqk']];

/** Products of matrices and convolutions, with their strides and padding. */
export const PRODUCTS: Calls = {
  ...Object.fromEntries(
    EQUATIONS.map((equation) => [`einsum ${equation}`, (...xs) => tf.einsum(equation, ...xs)]),
  ),
  'matMul transposed': (a, b) => tf.matMul(a, b, true, true),
  'linalg.qr': (x) => signed(tf.linalg.qr(x)),
  'fused.matMul': (a, b, bias) => tf.fused.matMul({ a, b, bias, activation: 'relu' }),
  'math.confusionMatrix': (labels, predictions) =>
    tf.math.confusionMatrix(labels as tf.Tensor1D, predictions as tf.Tensor1D, 2),
  conv1d: (x, w) => tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, 1, 'valid'),
  'conv1d same': (x, w) => tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, 1, 'same'),
  conv2d: (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid'),
  'conv2d same, stride 2': (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same'),
  'conv2d padded by 2': (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 2),
  'conv2d dilated': (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid', 'NHWC', 2),
  conv2dTranspose: (x, w) => tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [2, 7, 7, 2], 2, 'valid'),
  'conv2dTranspose same': (x, w) =>
    tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [2, 6, 6, 2], 2, 'same'),
  conv3d: (x, w) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, 1, 'valid'),
  'conv3d same, stride 2': (x, w) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, 2, 'same'),
  conv3dTranspose: (x, w) =>
    tf.conv3dTranspose(x as tf.Tensor5D, w as tf.Tensor5D, [1, 4, 6, 4, 3], 2, 'valid'),
  'conv1d dilated': (x, w) => tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, 1, 'valid', 'NWC', 2),
  'conv2d wide strides': (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, [1, 2], 'valid'),
  depthwiseConv2d: (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid'),
  'depthwiseConv2d same, stride 2': (x, w) =>
    tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same'),
  'depthwiseConv2d dilated': (x, w) =>
    tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid', 'NHWC', 2),
  separableConv2d: (x, d, p) =>
    tf.separableConv2d(x as tf.Tensor4D, d as tf.Tensor4D, p as tf.Tensor4D, 1, 'valid'),
  dilation2d: (x, w) => tf.dilation2d(x as tf.Tensor4D, w as tf.Tensor3D, 1, 'valid'),
  'fused.conv2d': (x, w, bias) => tf.fused.conv2d(fusedOptions(x, w, bias)),
  'fused.depthwiseConv2d': (x, w, bias) => tf.fused.depthwiseConv2d(fusedOptions(x, w, bias)),
  avgPool: (x) => tf.avgPool(x as tf.Tensor4D, 2, 2, 'valid'),
  'avgPool same': (x) => tf.avgPool(x as tf.Tensor4D, 3, 1, 'same'),
  'avgPool same, stride 2': (x) => tf.avgPool(x as tf.Tensor4D, 3, 2, 'same'),
  maxPool: (x) => tf.maxPool(x as tf.Tensor4D, 3, 2, 'valid'),
  'maxPool of negatives, same': (x) => tf.maxPool(x as tf.Tensor4D, 3, 1, 'same'),
  'maxPool padded by 1': (x) => tf.maxPool(x as tf.Tensor4D, 3, 2, 1),
  avgPool3d: (x) => tf.avgPool3d(x as tf.Tensor5D, 2, 2, 'valid'),
  'avgPool3d same': (x) => tf.avgPool3d(x as tf.Tensor5D, 3, 1, 'same'),
  maxPool3d: (x) => tf.maxPool3d(x as tf.Tensor5D, 2, 2, 'valid'),
  'maxPool3d of negatives': (x) => tf.maxPool3d(x as tf.Tensor5D, 2, 2, 'valid'),
  'maxPool3d of negatives, same': (x) => tf.maxPool3d(x as tf.Tensor5D, 3, 1, 'same'),
  'pool avg': (x) => tf.pool(x as tf.Tensor4D, 2, 'avg', 'valid', 1, 1),
  'pool max dilated': (x) => tf.pool(x as tf.Tensor4D, 2, 'max', 'valid', 2, 1),
  maxPoolWithArgmax: (x) => tf.maxPoolWithArgmax(x as tf.Tensor4D, 2, 2, 'valid').result,
  localResponseNormalization: (x) => tf.localResponseNormalization(x as tf.Tensor4D, 2, 1, 0.5, 0.75),
  batchNorm: (x, ...statistics) => tf.batchNorm(x, ...(statistics as Statistics)),
  'batchNorm without scale': (x, mean, variance) => tf.batchNorm(x, mean, variance),
  'batchNorm of rows': (x, ...statistics) => tf.batchNorm(x, ...(statistics as Statistics)),
};

/** Mean, variance, offset, scale. */
type Statistics = [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];

function fusedOptions(x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) {
  const images = x as tf.Tensor4D;
  return {
    x: images,
    filter: filter as tf.Tensor4D,
    bias,
    strides: 1,
    pad: 'valid',
    activation: 'relu',
  } as const;
}

/** The one of the many decompositions in which R has a positive diagonal. */
function signed([q, r]: [tf.Tensor, tf.Tensor]): tf.Tensor[] {
  const columns = r.shape[1]!;
  const signs = tf.sign(tf.sum(tf.mul(r, tf.eye(columns)), 1)); // [columns]
  return [tf.mul(q, signs), tf.mul(r, tf.reshape(signs, [columns, 1]))];
}
