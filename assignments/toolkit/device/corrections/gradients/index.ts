import * as tf from '@tensorflow/tfjs-core';

import { absolute, cornered, extremeOfTwo, summed } from './broadcast';
import { extreme, topk } from './chosen';
import { cast, constant, refused } from './constant';
import {
  depthToSpace,
  diag,
  gatherNd,
  mirrorPad,
  pieces,
  scatterNd,
  sparseToDense,
  stridedSlice,
  tensorScatterUpdate,
  tile,
} from './moved';
import { avgPool, maxPoolWithArgmax } from './pooled';
import { conv3dTranspose, dilated, einsum } from './products';
import { bilinear, nearest, resized } from './resized';
import { cumprod, cumsum } from './running';

/** A gradient of tfjs 4.22 that is wrong or missing on every device, and the one that is taken instead. */
export interface GradientCorrection {
  kernel: string;
  /** What tfjs does, after "the gradient of …": for the documentation. */
  fault: string;
  cure: (own: tf.GradConfig) => tf.GradConfig;
}

const MISSING = 'is missing';
const BROADCAST = 'has the wrong shape for an input that is repeated along an axis';
const FLAT = 'is missing; it is zero wherever there is one';
const WINDOW = 'divides by the whole window where it reaches over the border';
const GAPS = 'refuses filters with gaps';
const RESIZED = 'is wrong with half-pixel centres, and on cpu for batches and for images that are not square';
const ONE_PIECE = 'fails when there is one piece';

/** The one place where gradients of tfjs are replaced. */
export const GRADIENTS: readonly GradientCorrection[] = [
  { kernel: tf.Abs, fault: 'is −1 at zero instead of 0', cure: () => absolute() },
  { kernel: tf.Relu6, fault: 'is 1 at six instead of 0', cure: () => cornered() },
  { kernel: tf.Maximum, fault: `${BROADCAST}, and equal numbers do not share it`, cure: () => extremeOfTwo(tf.Maximum, tf.greater) }, // prettier-ignore
  { kernel: tf.Minimum, fault: `${BROADCAST}, and equal numbers do not share it`, cure: () => extremeOfTwo(tf.Minimum, tf.less) }, // prettier-ignore
  { kernel: tf.SquaredDifference, fault: BROADCAST, cure: summed },
  { kernel: tf.BatchMatMul, fault: BROADCAST, cure: summed },
  { kernel: tf.FloorDiv, fault: 'is that of a division without rounding', cure: () => constant(tf.FloorDiv, ['a', 'b']) }, // prettier-ignore
  { kernel: tf.Cast, fault: 'passes through whole numbers and truth values', cure: cast },
  ...[
    tf.Equal,
    tf.NotEqual,
    tf.Less,
    tf.LessEqual,
    tf.Greater,
    tf.GreaterEqual,
    tf.LogicalAnd,
    tf.LogicalOr,
  ].map((kernel) => ({ kernel, fault: FLAT, cure: () => constant(kernel, ['a', 'b']) })),
  ...[tf.LogicalNot, tf.All, tf.Any].map((kernel) => ({
    kernel,
    fault: FLAT,
    cure: () => constant(kernel, ['x']),
  })),
  { kernel: tf.Max, fault: 'goes in full to each of several equal numbers', cure: () => extreme(tf.Max) },
  { kernel: tf.Min, fault: 'goes in full to each of several equal numbers', cure: () => extreme(tf.Min) },
  { kernel: tf.TopK, fault: MISSING, cure: topk },
  { kernel: tf.Cumsum, fault: 'has its axes in another order', cure: cumsum },
  { kernel: tf.Cumprod, fault: MISSING, cure: cumprod },
  { kernel: tf.MirrorPad, fault: 'forgets the border', cure: mirrorPad },
  { kernel: tf.Tile, fault: 'is missing for more than four axes', cure: tile },
  { kernel: tf.DepthToSpace, fault: MISSING, cure: depthToSpace },
  { kernel: tf.Diag, fault: MISSING, cure: diag },
  { kernel: tf.StridedSlice, fault: MISSING, cure: stridedSlice },
  { kernel: tf.GatherNd, fault: MISSING, cure: gatherNd },
  { kernel: tf.ScatterNd, fault: MISSING, cure: scatterNd },
  { kernel: tf.TensorScatterUpdate, fault: MISSING, cure: tensorScatterUpdate },
  { kernel: tf.SparseToDense, fault: MISSING, cure: sparseToDense },
  { kernel: tf.Unpack, fault: ONE_PIECE, cure: () => pieces(tf.Unpack, 'value', tf.stack) },
  { kernel: tf.SplitV, fault: ONE_PIECE, cure: () => pieces(tf.SplitV, 'x', tf.concat) },
  { kernel: tf.Einsum, fault: MISSING, cure: einsum },
  { kernel: tf.Conv2D, fault: GAPS, cure: (own) => dilated(own, (x, filter, { strides, pad }) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides as number, pad as 'same')) }, // prettier-ignore
  { kernel: tf.DepthwiseConv2dNative, fault: GAPS, cure: (own) => dilated(own, (x, filter, { strides, pad }) => tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides as number, pad as 'same')) }, // prettier-ignore
  { kernel: tf.Conv3DBackpropInputV2, fault: MISSING, cure: conv3dTranspose },
  { kernel: tf.AvgPool, fault: WINDOW, cure: (own) => avgPool(own, 2) },
  { kernel: tf.AvgPool3D, fault: WINDOW, cure: (own) => avgPool(own, 3) },
  { kernel: tf.MaxPoolWithArgmax, fault: MISSING, cure: maxPoolWithArgmax },
  { kernel: tf.ResizeBilinear, fault: RESIZED, cure: () => resized(tf.ResizeBilinear, bilinear) },
  {
    kernel: tf.ResizeNearestNeighbor,
    fault: RESIZED,
    cure: () => resized(tf.ResizeNearestNeighbor, nearest),
  },
  ...[tf.Complex, tf.Real, tf.Imag, tf.FFT, tf.IFFT].map((kernel) => ({
    kernel,
    fault: `${MISSING}: refused, since gradients are floats`,
    cure: () => refused(kernel, 'gradients are floats. Compute frequencies before what you differentiate.'),
  })),
  ...[tf.CropAndResize, tf.RotateWithOffset, tf.Transform, tf.FlipLeftRight].map((kernel) => ({
    kernel,
    fault: `${MISSING}: refused`,
    cure: () => refused(kernel, 'change images before what you differentiate, or use tf.slice, tf.reverse and tf.image.resizeBilinear.'), // prettier-ignore
  })),
];

/** What a missing scale and offset of a batch norm stand for: tfjs has no gradient without them. */
function completeBatchNorm(): void {
  const engine = tf.engine();
  const run = engine.runKernel.bind(engine);
  engine.runKernel = ((name: string, inputs: tf.NamedTensorMap, attributes: tf.NamedAttrMap) => {
    if (name !== tf.FusedBatchNorm) return run(name, inputs, attributes);
    const { mean } = inputs;
    const scale = inputs.scale ?? tf.onesLike(mean);
    return run(name, { ...inputs, scale, offset: inputs.offset ?? tf.zerosLike(mean) }, attributes);
  }) as typeof engine.runKernel;
}

/** Replaces the gradients of the table; the package that brings tfjs's own must be loaded. */
export function correctGradients(): void {
  for (const { kernel, cure } of GRADIENTS) {
    const own = tf.getGradient(kernel);
    const corrected = cure(own);
    if (own) tf.unregisterGradient(kernel);
    tf.registerGradient(corrected);
  }
  completeBatchNorm();
}
