import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import type { StateDict, TensorData } from '../../nn';

/** A tensor as the fixtures hold it: activations are [n, h, w, c], parameters are as in PyTorch. */
export interface FixtureTensor {
  dtype: 'float32' | 'int32';
  shape: number[];
  data: number[];
}

/** What a comparison allows: the norm of the difference over the norm of the expected values. */
export interface Tolerance {
  relative: number;
}

export function toTensor<T extends tf.Tensor>({ data, shape, dtype }: FixtureTensor): T {
  return tf.tensor(data, shape, dtype) as T;
}

export function toStateDict(values: Record<string, FixtureTensor>): StateDict {
  return new Map(
    Object.entries(values).map(([name, { dtype, shape, data }]): [string, TensorData] => {
      return [
        name,
        { dtype, shape, data: dtype === 'int32' ? Int32Array.from(data) : Float32Array.from(data) },
      ];
    }),
  );
}

/** Fails unless shapes are equal and values are close; the message says how far they are apart. */
export function expectClose(
  actual: tf.Tensor | TensorData,
  wanted: FixtureTensor,
  { relative }: Tolerance,
): void {
  expect([...actual.shape]).to.deep.equal(wanted.shape);
  const values = actual instanceof tf.Tensor ? actual.dataSync<'float32'>() : (actual.data as Float32Array);
  expect(relativeDifference(values, wanted.data)).to.be.at.most(relative);
}

/** Norm of the difference over the norm of `wanted`; the norm of the difference where everything wanted is 0. */
export function relativeDifference(values: ArrayLike<number>, wanted: ArrayLike<number>): number {
  const difference = norm(Array.from(wanted, (value, i) => values[i] - value));
  return difference / (norm(wanted) || 1);
}

function norm(values: ArrayLike<number>): number {
  return Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));
}
