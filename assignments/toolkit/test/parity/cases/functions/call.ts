import * as tf from '@tensorflow/tfjs-core';

/** How a case calls its function with the fixture's inputs. */
export type Call = (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[] | Promise<tf.Tensor>;

/** By the names that the fixtures have. */
export type Calls = Record<string, Call>;

/** The function of tfjs by the first word of a case's name, `'losses.huberLoss'` or `'add of int32'`. */
export function functionNamed(caseName: string): Call {
  const [first] = caseName.split(' ');
  const found = first
    .split('.')
    .reduce<unknown>((scope, name) => (scope as Record<string, unknown>)[name], tf);
  if (typeof found !== 'function') throw new Error(`tfjs has no function ${first}.`);
  return found as Call;
}
