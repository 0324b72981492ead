import * as tf from '@tensorflow/tfjs-core';

import type { Module, Parameter } from '../../nn';
import { relativeDifference, type FixtureTensor } from '../support/tensors';

/** One comparison of a device with PyTorch. */
export interface ParityCase {
  name: string;
  /** What the fixture allows: norm of the difference over norm of the expected values. */
  tolerance: number;
  /** Computes on the current device; resolves to the largest relative difference among everything compared. */
  run(): Promise<number>;
}

/** Expected values by name, and how close to them a float32 device must come. */
export interface ExpectedSet {
  values: Record<string, FixtureTensor>;
  tolerance: { relative: number };
}

/**
 * The largest relative difference of tensors from what the fixture has; infinite when a shape differs. Reads with
 * `data()`, since a GPU's values cannot be had at once.
 */
export async function largestError(pairs: Iterable<readonly [tf.Tensor, FixtureTensor]>): Promise<number> {
  let largest = 0;
  for (const [tensor, wanted] of pairs) {
    if (`${tensor.shape}` !== `${wanted.shape}`) return Infinity;
    const difference = relativeDifference(await tensor.data<'float32'>(), wanted.data);
    // NaN is no number to compare with, and the worst of all.
    largest = Number.isNaN(difference) ? Infinity : Math.max(largest, difference);
  }
  return largest;
}

/** A value of a parameter, such as its gradient, in PyTorch's layout. */
export function inPyTorchLayout({ layout }: Parameter, value: tf.Tensor): tf.Tensor {
  return layout === 'conv' ? tf.transpose(value, [3, 2, 0, 1]) : value;
}

/** Parameters and floating-point buffers in PyTorch's layout, by name. */
export function namedValues(model: Module): Map<string, tf.Tensor> {
  const parameters = model.namedParameters().map(([name, parameter]) => {
    return [name, inPyTorchLayout(parameter, parameter.value)] as const;
  });
  const buffers = model.namedBuffers().flatMap(([name, buffer]) => {
    return 'layout' in buffer ? [[name, (buffer as Parameter).value] as const] : [];
  });
  return new Map<string, tf.Tensor>([...parameters, ...buffers]);
}

/** Each expected value with the one of the same name. */
export function* pairs(
  got: ReadonlyMap<string, tf.Tensor>,
  wanted: Record<string, FixtureTensor>,
): Generator<[tf.Tensor, FixtureTensor]> {
  for (const [name, value] of Object.entries(wanted)) {
    const tensor = got.get(name);
    if (!tensor) throw new Error(`The fixture has ${name}, the model has not.`);
    yield [tensor, value];
  }
}
