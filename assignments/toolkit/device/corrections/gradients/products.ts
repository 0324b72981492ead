import * as tf from '@tensorflow/tfjs-core';

import { composeEinsum } from '../cures/einsum';
import { slopeOf, through, type Slopes } from './gradient';

/** By way of products of matrices, whose gradients tfjs has. */
export function einsum(): tf.GradConfig {
  return {
    kernelName: tf.Einsum,
    saveAllInputs: true,
    gradFunc: (dy, saved, attributes) => {
      const { equation } = attributes as unknown as tf.EinsumAttrs;
      const slope = (i: number) => (): tf.Tensor =>
        slopeOf((x) => composeEinsum(equation, saved.with(i, x)), saved[i], dy as tf.Tensor);
      return Object.fromEntries(saved.map((_, i) => [i, slope(i)]));
    },
  };
}

interface Convolution {
  dilations: number | number[];
  strides: number | number[];
  pad: 'valid' | 'same' | number | [number, number][];
}

type Convolve = (x: tf.Tensor, filter: tf.Tensor, attributes: Convolution) => tf.Tensor;

/** A filter with gaps is a larger one with zeros in them: tfjs has gradients of filters without gaps alone. */
export function dilated(own: tf.GradConfig, convolve: Convolve): tf.GradConfig {
  const { gradFunc } = through<Convolution>(
    own.kernelName,
    [['x', 'filter']],
    ({ x, filter }, attributes) => {
      const steps = [attributes.dilations].flat();
      const places = steps.length === 1 ? [...steps, ...steps] : steps;
      return convolve(x, places.reduce(withGaps, filter), { ...attributes, dilations: 1 });
    },
  );
  return {
    ...own,
    gradFunc: (dy, saved, attributes) => {
      const hasGaps = [(attributes as unknown as Convolution).dilations ?? 1].flat().some((step) => step > 1);
      return (hasGaps ? gradFunc : own.gradFunc)(dy, saved, attributes);
    },
  };
}

function withGaps(filter: tf.Tensor, step: number, axis: number): tf.Tensor {
  if (step === 1) return filter;
  const length = filter.shape[axis];
  const wide = (length - 1) * step + 1;
  const place = tf.range(0, length, 1, 'int32').mul(step).toInt() as tf.Tensor1D;
  const spread = tf.oneHot(place, wide, 1, 0, 'float32'); // [length, wide]
  const order = filter.shape.map((_, i) => i);
  const ahead = [axis, ...order.filter((i) => i !== axis)];
  const moved = tf.transpose(filter, ahead);
  const rows = tf.matMul(spread, tf.reshape(moved, [length, -1]), true); // [wide, rest]
  return tf.transpose(
    tf.reshape(rows, [wide, ...moved.shape.slice(1)]),
    order.map((i) => ahead.indexOf(i)),
  );
}

/** What a transposed convolution of volumes needs: it is the gradient of one, and linear in both inputs. */
export function conv3dTranspose(): tf.GradConfig {
  return {
    kernelName: tf.Conv3DBackpropInputV2,
    inputsToSave: ['dy', 'filter'],
    gradFunc: (slope, [dy, filter], attributes): Slopes => {
      const { strides, pad } = attributes as unknown as tf.Conv3DBackpropInputV2Attrs;
      const volume = slope as tf.Tensor5D;
      const filterShape = filter.shape as [number, number, number, number, number];
      return {
        dy: () => tf.conv3d(volume, filter as tf.Tensor5D, strides, pad),
        filter: () =>
          tf.engine().runKernel(tf.Conv3DBackpropFilterV2, { x: volume, dy }, { strides, pad, filterShape }),
      };
    },
  };
}
