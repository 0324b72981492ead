import * as tf from '@tensorflow/tfjs-core';

import { composed, resultOf, type Call } from './kernel';

/** Finite, because infinity times zero would make a gradient NaN; no activation is this small. */
const LOWEST = -3.4028234663852886e38;

interface Window {
  pad: 'valid' | 'same' | number | Border[];
  strides: number | [number, number];
}

type Border = [number, number];

/** Padding in numbers, which TensorFlow refuses: a border of zeros around the image, also for the gradient of a filter. */
export function convolution(own: tf.KernelFunc): tf.KernelFunc {
  return whenInNumbers(own, (call, borders) => valid(own, call, { x: tf.pad(call.inputs.x, borders) }));
}

/** The gradient of an image: that of the wider image, without the border. */
export function inputGradient(own: tf.KernelFunc): tf.KernelFunc {
  return whenInNumbers(own, (call, borders) => {
    const shape = call.attrs.inputShape as number[];
    const inputShape = shape.map((length, i) => length + borders[i][0] + borders[i][1]);
    const wide = valid(own, { ...call, attrs: { ...call.attrs, inputShape } }, {});
    return tf.slice(wide, borders.map(([before]) => before), shape); // prettier-ignore
  });
}

/** A border that is never the largest. */
export function maxPool(own: tf.KernelFunc): tf.KernelFunc {
  return whenInNumbers(own, (call, borders) =>
    valid(own, call, { x: tf.pad(call.inputs.x, borders, LOWEST) }),
  );
}

export function maxPoolGrad(own: tf.KernelFunc): tf.KernelFunc {
  return whenInNumbers(own, (call, borders) => {
    const { input } = call.inputs;
    const wide = valid(own, call, { input: tf.pad(input, borders, LOWEST) });
    return tf.slice(wide, borders.map(([before]) => before), input.shape); // prettier-ignore
  });
}

/** Means of what lies inside of the image. */
export function avgPool(own: tf.KernelFunc): tf.KernelFunc {
  return whenInNumbers(own, (call, borders) => {
    const { x } = call.inputs;
    const sums = (image: tf.Tensor): tf.Tensor => valid(own, call, { x: tf.pad(image, borders) });
    return tf.div(sums(x), sums(tf.onesLike(x)));
  });
}

type Padded = Call<Window & Record<string, unknown>>;

function whenInNumbers(
  own: tf.KernelFunc,
  compute: (call: Padded, borders: Border[]) => tf.Tensor,
): tf.KernelFunc {
  const bordered = composed<Window & Record<string, unknown>>((call) =>
    compute(call, bordersOf(call.attrs.pad)),
  );
  return (call) => {
    const { pad } = call.attrs as unknown as Window;
    return (typeof pad === 'string' || pad === 0 ? own : bordered)(call);
  };
}

function bordersOf(pad: Window['pad']): Border[] {
  if (Array.isArray(pad)) return pad;
  const border: Border = [pad as number, pad as number];
  return [[0, 0], border, border, [0, 0]];
}

function valid(own: tf.KernelFunc, { inputs, backend, attrs }: Padded, others: Padded['inputs']): tf.Tensor {
  return resultOf(own, { inputs: { ...inputs, ...others }, backend, attrs: { ...attrs, pad: 'valid' } });
}
