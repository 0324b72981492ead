import * as tf from '@tensorflow/tfjs-core';

type Method = (this: tf.Tensor, ...args: never[]) => unknown;
type Op = (x: tf.Tensor, ...args: unknown[]) => unknown;

/**
 * Gives tensors the methods that mirror the functions of `tf`: `x.add(y)` beside `tf.add(x, y)`.
 * The package that usually does this also loads every other part of TensorFlow.js, and the core package's own code for
 * it is written for bundlers and does not load in Node.
 */
export function loadChainedOps(): void {
  const methods = tf.Tensor.prototype as unknown as Record<string, Method>;
  if (methods.add) return;
  for (const name of SAME_NAME) {
    const op = (tf as unknown as Record<string, Op>)[name];
    methods[name] = function (...args) {
      this.throwIfDisposed();
      return op(this, ...args);
    };
  }
  Object.assign(methods, SPECIAL);
}

/** Methods that call the function of the same name with the tensor as its first argument. */
const SAME_NAME = `
  abs acos acosh add all any argMax argMin asin asinh atan atan2 atanh avgPool batchNorm batchToSpaceND
  broadcastTo cast ceil clipByValue conv1d conv2d conv2dTranspose cos cosh cumprod cumsum depthToSpace
  depthwiseConv2d dilation2d div divNoNan dot elu equal erf euclideanNorm exp expandDims expm1 fft floor floorDiv
  gather greater greaterEqual ifft irfft isFinite isInf isNaN leakyRelu less lessEqual localResponseNormalization
  log log1p logSigmoid logSoftmax logSumExp logicalAnd logicalNot logicalOr logicalXor matMul max maxPool maximum
  mean min minimum mirrorPad mod mul neg norm notEqual oneHot onesLike pad pool pow prelu prod reciprocal relu
  relu6 reshape reverse rfft round rsqrt selu separableConv2d sigmoid sign sin sinh slice softmax softplus
  spaceToBatchND split sqrt square squaredDifference squeeze step stridedSlice sub sum tan tanh tile topk transpose
  unique unsortedSegmentSum unstack zerosLike`
  .trim()
  .split(/\s+/);

/** Methods whose arguments are arranged differently. */
const SPECIAL: Record<string, Method> = {
  as1D() {
    return tf.reshape(this, [this.size]);
  },
  as2D: reshapeTo,
  as3D: reshapeTo,
  as4D: reshapeTo,
  as5D: reshapeTo,
  asScalar() {
    return tf.reshape(this, []);
  },
  asType(dtype: tf.DataType) {
    return tf.cast(this, dtype);
  },
  concat(others: tf.Tensor | tf.Tensor[], axis?: number) {
    return tf.concat([this, ...[others].flat()], axis);
  },
  flatten() {
    return tf.reshape(this, [this.size]);
  },
  reshapeAs(other: tf.Tensor) {
    return tf.reshape(this, other.shape);
  },
  resizeBilinear(...args: [[number, number], boolean?, boolean?]) {
    return tf.image.resizeBilinear(this as tf.Tensor3D, ...args);
  },
  resizeNearestNeighbor(...args: [[number, number], boolean?, boolean?]) {
    return tf.image.resizeNearestNeighbor(this as tf.Tensor3D, ...args);
  },
  stack(others: tf.Tensor | tf.Tensor[], axis?: number) {
    return tf.stack([this, ...[others].flat()], axis);
  },
  toBool() {
    return tf.cast(this, 'bool');
  },
  toFloat() {
    return tf.cast(this, 'float32');
  },
  toInt() {
    return tf.cast(this, 'int32');
  },
  where(condition: tf.Tensor, other: tf.Tensor) {
    return tf.where(condition, this, other);
  },
};

function reshapeTo(this: tf.Tensor, ...shape: number[]): tf.Tensor {
  return tf.reshape(this, shape);
}
