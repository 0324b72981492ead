import * as tf from '@tensorflow/tfjs-core';

import type { Device } from '../backends/backend';
import { composeEinsum } from './cures/einsum';
import { composed } from './cures/kernel';
import { clip, keepingNaN, prelu } from './cures/not-a-number';
import * as padding from './cures/numeric-padding';
import { complexOnCpu, onCpu } from './cures/on-cpu';
import { onCopy, unsortedSegmentSum } from './cures/segments';
import { globalAvgPool, mean, sum } from './cures/sums';
import { argOfVector, castToBool, castToFloat, floorDiv, oneHot } from './cures/types';
import { forwards, padAnyRank, reverseAnyRank, segmentsOfFloats, tileAnyRank } from './cures/webgpu';

/** A kernel of tfjs 4.22 that is wrong or missing on some devices, and the one that runs instead. */
export interface KernelCorrection {
  kernel: string;
  devices: readonly Device[];
  /** What tfjs does there, as a sentence's end after "on wasm, …": for the documentation. */
  fault: string;
  cure: (own: tf.KernelFunc) => tf.KernelFunc;
}

type Row = [kernel: string, fault: string, cure: (own: tf.KernelFunc) => tf.KernelFunc];

const BELOW_ZERO = 'negative numbers lose against 1.18e-38';

const WASM: Row[] = [
  [tf.Sum, 'a sum of many numbers drifts', sum],
  [tf.Mean, 'a mean of many numbers drifts', mean],
  [tf.ClipByValue, 'NaN becomes the lower bound, and whole numbers are not clipped', clip],
  [tf.Relu6, 'NaN becomes 0', keepingNaN],
  [tf.Maximum, 'NaN is passed over', keepingNaN],
  [tf.Minimum, 'NaN is passed over', keepingNaN],
  [tf.Cast, 'fractions become truth values that are false', castToBool],
  [tf.OneHot, 'floats are written as whole numbers', oneHot],
  [
    tf.UnsortedSegmentSum,
    'the kernel is missing, and with it the gradient of gather',
    () => unsortedSegmentSum,
  ],
  ...onCpuInstead(
    'the gradient is zero beyond the first plane',
    tf.Conv3DBackpropFilterV2,
    tf.Conv3DBackpropInputV2,
  ),
  ...onCpuInstead(BELOW_ZERO, tf.MaxPool3D, tf.MaxPool3DGrad, tf.MaxPoolWithArgmax, tf.Dilation2D),
  ...onCpuInstead(BELOW_ZERO, tf.Dilation2DBackpropInput, tf.Dilation2DBackpropFilter),
  [tf.AvgPool, 'a mean of many numbers drifts', globalAvgPool],
  [tf.BatchMatMul, 'whole numbers are refused', (own) => floatsOr(own, tf.BatchMatMul)],
  ...[tf.Add, tf.Sub, tf.Multiply, tf.Identity, tf.Reshape, tf.Cast, tf.Concat, tf.Slice, tf.Transpose].map(
    (kernel): Row => [kernel, 'complex numbers are misread', (own) => complexOnCpu(own, kernel)],
  ),
];

const REFUSED = 'padding in numbers is refused';

const TENSORFLOW: Row[] = [
  [tf.Conv2D, REFUSED, padding.convolution],
  [tf.Conv2DBackpropFilter, REFUSED, padding.convolution],
  [tf.Conv2DBackpropInput, REFUSED, padding.inputGradient],
  [tf.DepthwiseConv2dNative, REFUSED, padding.convolution],
  [tf.DepthwiseConv2dNativeBackpropFilter, REFUSED, padding.convolution],
  [tf.DepthwiseConv2dNativeBackpropInput, REFUSED, padding.inputGradient],
  [tf.MaxPool, REFUSED, padding.maxPool],
  [tf.MaxPoolGrad, REFUSED, padding.maxPoolGrad],
  [tf.AvgPool, REFUSED, padding.avgPool],
  [tf.AvgPool, 'a mean of many numbers drifts', globalAvgPool],
  [tf.Prelu, 'infinity becomes NaN, and NaN 0', () => prelu],
];

const WEBGPU: Row[] = [
  [tf.ArgMax, 'the place in a vector has the shape [1]', argOfVector],
  [tf.ArgMin, 'the place in a vector has the shape [1]', argOfVector],
  [tf.Cast, 'truth values and whole numbers stay what they are, which a transposition misreads', castToFloat],
  [tf.Cumsum, 'from the end, the shader of another length is used', forwards],
  [tf.Cumprod, 'from the end, the shader of another length is used', forwards],
  [tf.PadV2, 'more than four axes are refused, and the result is zeros', padAnyRank],
  [tf.Reverse, 'more than four axes are refused', reverseAnyRank],
  [tf.Tile, 'more than four axes are left to the processor, which cannot have them', tileAnyRank],
  [tf.UnsortedSegmentSum, 'whole numbers become the bits of floats', segmentsOfFloats],
];

/** The one place where kernels of tfjs are replaced that are not on the way of a training step (those are in `kernels/`). */
export const KERNELS: readonly KernelCorrection[] = [
  correction(['cpu', 'wasm', 'webgpu', 'tensorflow'])([
    tf.Einsum,
    'the kernel is missing on wasm, and elsewhere axes that one tensor alone has are refused or misread',
    () => einsum,
  ]),
  correction(['cpu'])([tf.TensorScatterUpdate, 'the tensor itself is changed', onCopy]),
  correction(['cpu'])([tf.UnsortedSegmentSum, 'sums of whole numbers are floats', () => unsortedSegmentSum]),
  correction(['cpu', 'webgpu'])([tf.FloorDiv, 'the result of floats is int32', floorDiv]),
  ...WASM.map(correction(['wasm'])),
  ...TENSORFLOW.map(correction(['tensorflow'])),
  ...WEBGPU.map(correction(['webgpu'])),
];

function correction(devices: Device[]) {
  return ([kernel, fault, cure]: Row): KernelCorrection => ({ kernel, devices, fault, cure });
}

const einsum = composed<tf.EinsumAttrs>(({ inputs, attrs: { equation } }) =>
  composeEinsum(equation, Object.values(inputs)),
);

function onCpuInstead(fault: string, ...kernels: string[]): Row[] {
  return kernels.map((kernel) => [kernel, fault, () => onCpu(kernel)]);
}

/** The device's kernel for floats, plain JavaScript for other numbers. */
function floatsOr(own: tf.KernelFunc, kernel: string): tf.KernelFunc {
  const elsewhere = onCpu(kernel);
  return (call) => ((call.inputs.a as tf.TensorInfo).dtype === 'float32' ? own : elsewhere)(call);
}
