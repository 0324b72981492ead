import * as tf from '@tensorflow/tfjs-core';

import { relativeDifference } from '../../../support/tensors';
import type { Call } from './call';

/** A tensor as the fixtures of functions hold it: JSON has no word for what is no finite number. */
interface Written {
  dtype: 'float32' | 'int32' | 'bool';
  shape: number[];
  data: (number | 'NaN' | 'Infinity' | '-Infinity')[];
}

/** What PyTorch made of a function. */
export interface FunctionFixture {
  inputs: Written[];
  /** One for each output. */
  y: Written[];
  /** What flows back into each output; empty where there is no gradient. */
  dy: Written[];
  /** By the number of the input. */
  gradients: Record<string, Written>;
  tolerance: number;
}

/**
 * The largest relative error among the outputs and the gradients.
 *
 * @param afterForward called when the outputs are there, before gradients are computed
 * @throws Error when a shape or a type is another one, or when the function changed its inputs
 */
export async function functionError(
  call: Call,
  fixture: FunctionFixture,
  afterForward: () => void = () => undefined,
): Promise<number> {
  const inputs = fixture.inputs.map(read);
  const outputs = [await call(...inputs)].flat();
  afterForward();
  const pairs = fixture.y.map((wanted, i) => [outputs[i], wanted] as const);
  if (fixture.dy.length > 0) pairs.push(...slopes(call, inputs, fixture));
  const errors = await Promise.all(pairs.map(([tensor, wanted]) => errorOf(tensor, wanted)));
  const changes = await Promise.all(inputs.map((input, i) => errorOf(input, fixture.inputs[i])));
  // A fixture has fewer digits than float32.
  if (changes.some((change) => change > 1e-6)) throw new Error('an input was changed');
  return Math.max(0, ...errors);
}

function slopes(call: Call, inputs: tf.Tensor[], { dy, gradients }: FunctionFixture): [tf.Tensor, Written][] {
  const pulls = dy.map(read);
  const places = Object.keys(gradients).map(Number);
  const pulled = (...varied: tf.Tensor[]): tf.Scalar => {
    const all = inputs.map((input, i) => (places.includes(i) ? varied[places.indexOf(i)] : input));
    const outputs = [call(...all)].flat() as tf.Tensor[];
    return tf.addN(outputs.map((y, i): tf.Scalar => tf.sum(tf.mul(y, pulls[i]))));
  };
  const found = tf.grads(pulled)(places.map((i) => inputs[i]));
  return found.map((slope, i) => [slope, gradients[places[i]]]);
}

function read({ data, shape, dtype }: Written): tf.Tensor {
  return tf.tensor(data.map(Number), shape, dtype);
}

/** Whole numbers and what is no finite number must be the same; other numbers are compared as elsewhere. */
async function errorOf(tensor: tf.Tensor, { data, shape, dtype }: Written): Promise<number> {
  const [got, wanted] = [tensor, { dtype, shape }].map(
    ({ dtype, shape }) => `${dtype} [${shape.join(', ')}]`,
  );
  if (got !== wanted) throw new Error(`a result of ${got} instead of ${wanted}`);
  const values = Array.from(await tensor.data());
  const numbers = data.map(Number);
  const isInexact = (i: number): boolean =>
    dtype === 'float32' && Number.isFinite(numbers[i]) && Number.isFinite(values[i]);
  // −0 is 0, NaN is NaN.
  const isSame = (i: number): boolean => values[i] === numbers[i] || Object.is(values[i], numbers[i]);
  if (numbers.some((_, i) => !isInexact(i) && !isSame(i))) return Infinity;
  const inexact = (_: number, i: number): boolean => isInexact(i);
  return relativeDifference(values.filter(inexact), numbers.filter(inexact));
}
