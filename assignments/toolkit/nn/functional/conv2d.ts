import * as tf from '@tensorflow/tfjs-core';

import { FUSED } from '../../device/kernels';
import { padImages } from './pad';
import { requireFloat } from './require-float';
import { requireFit } from './window';

/** How the filter moves over the image: `padding` pixels of zeros on every side. */
export interface Conv2dSteps {
  stride: number;
  padding: number;
}

/**
 * Cross-correlation of [n, h, w, in] with a filter [kernel, kernel, in, out], as `F.conv2d`.
 *
 * @throws Error when x is not float32, RangeError when the filter does not fit into the padded image
 */
export function conv2d(x: tf.Tensor4D, filter: tf.Tensor4D, { stride, padding }: Conv2dSteps): tf.Tensor4D {
  requireFloat('conv2d', x);
  requireFit('conv2d', x, { kernelSize: filter.shape[0], stride, padding });
  if (padding === 0) return tf.conv2d(x, filter, stride, 'valid');
  requireKernel(tf.getBackend());
  return tf.engine().runKernel(PADDED_CONV2D, { x, filter }, { stride, padding });
}

/**
 * Padding and convolution as one operation with a gradient of its own: left to the tape, the padded image would be
 * kept for the backward pass, and its border's gradient be computed, up to half of the work, and thrown away.
 */
const PADDED_CONV2D = FUSED.paddedConv2d;

interface Call {
  inputs: { x: tf.Tensor4D; filter: tf.Tensor4D };
  attrs: Conv2dSteps;
}

function requireKernel(backendName: string): void {
  if (tf.getKernel(PADDED_CONV2D, backendName)) return;
  const kernelFunc = ({ inputs: { x, filter }, attrs: { stride, padding } }: Call): tf.Tensor4D =>
    tf.tidy(() => tf.conv2d(padImages(x, padding), filter, stride, 'valid'));
  tf.registerKernel({
    kernelName: PADDED_CONV2D,
    backendName,
    kernelFunc: kernelFunc as unknown as tf.KernelFunc,
  });
}

tf.registerGradient({
  kernelName: PADDED_CONV2D,
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, saved, attributes) => {
    const [x, filter] = saved as tf.Tensor4D[];
    const steps = attributes as unknown as Conv2dSteps;
    return {
      x: () => inputGradient(dy as tf.Tensor4D, { x, filter }, steps),
      filter: () => filterGradient(dy as tf.Tensor4D, { x, filter }, steps),
    };
  },
});

function inputGradient(
  dy: tf.Tensor4D,
  { x, filter }: Call['inputs'],
  { stride, padding }: Conv2dSteps,
): tf.Tensor4D {
  const strides = [stride, stride];
  if (tf.getBackend() !== 'tensorflow') {
    const attrs = { strides, pad: padding, dataFormat: 'NHWC', inputShape: x.shape };
    return tf.engine().runKernel(tf.Conv2DBackpropInput, { dy, filter }, attrs);
  }
  // TensorFlow's gradient refuses padding in numbers: the border is computed, and cut off.
  const [n, h, w, c] = x.shape;
  const inputShape = [n, h + 2 * padding, w + 2 * padding, c];
  const attrs = { strides, pad: 'valid', dataFormat: 'NHWC', inputShape };
  const padded: tf.Tensor4D = tf.engine().runKernel(tf.Conv2DBackpropInput, { dy, filter }, attrs);
  return tf.slice(padded, [0, padding, padding, 0], x.shape);
}

function filterGradient(
  dy: tf.Tensor4D,
  { x, filter }: Call['inputs'],
  { stride, padding }: Conv2dSteps,
): tf.Tensor4D {
  const isTensorflow = tf.getBackend() === 'tensorflow';
  const [images, pad] = isTensorflow ? [padImages(x, padding), 'valid'] : [x, padding];
  const attrs = { strides: [stride, stride], pad, dataFormat: 'NHWC', filterShape: filter.shape };
  return tf.engine().runKernel(tf.Conv2DBackpropFilter, { x: images, dy }, attrs);
}
