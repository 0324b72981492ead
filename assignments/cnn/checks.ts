import * as tf from '@tensorflow/tfjs-core';

import type { getBatchAt } from './src/get-batch-at';
import type { residualForward } from './src/residual-forward';
import type { transform } from './src/transform';

/**
 * The student's `residualForward`, which throws when it returns a promise or uses its input after it freed it: tfjs
 * says of both what only those understand who know its insides.
 */
export function checkedForward(forward: typeof residualForward): typeof residualForward {
  return (block, x) => {
    const y: unknown = withoutDisposing(x, () => forward(block, x));
    if (y instanceof Promise) {
      // Nobody waits for it, so nobody would see it fail.
      y.catch(() => undefined);
      throw mistake('residualForward returned a promise; it must not be async');
    }
    return y as tf.Tensor4D;
  };
}

function withoutDisposing<R>(x: tf.Tensor, use: () => R): R {
  const isThere = x instanceof tf.Tensor && !x.isDisposed;
  try {
    return use();
  } catch (error) {
    if (!isThere || !x.isDisposed) throw error;
    throw mistake('residualForward disposed x and then used it; leave x as it is, whoever made it frees it');
  }
}

/** The student's two functions that make batches. */
export interface BatchParts {
  transform: typeof transform;
  getBatchAt: typeof getBatchAt;
}

/**
 * The same functions, which throw when they return something else than two tensors. Whoever uses what they return
 * would trip over it later, in another file.
 */
export function withChecks({ transform, getBatchAt }: BatchParts): BatchParts {
  return {
    async transform(...parameters) {
      const pair: unknown = await transform(...parameters);
      requirePair('src/transform.ts: transform must return tuple(x, y)', pair);
      return pair as Awaited<ReturnType<BatchParts['transform']>>;
    },
    async getBatchAt(...parameters) {
      const batch: unknown = await getBatchAt(...parameters);
      requirePair('src/get-batch-at.ts: getBatchAt must return tuple(X, Y)', batch);
      return batch as Awaited<ReturnType<BatchParts['getBatchAt']>>;
    },
  };
}

/** @param wanted names the file and the function */
function requirePair(wanted: string, value: unknown): void {
  const isPair = Array.isArray(value) && value.length === 2;
  if (!isPair) throw mistake(`${wanted}, two tensors; it returned ${describe(value)}`);
  const stranger = value.findIndex((half) => !(half instanceof tf.Tensor));
  if (stranger < 0) return;
  const half = ['first', 'second'][stranger];
  throw mistake(`${wanted}, two tensors; its ${half} value is ${describe(value[stranger])}`);
}

/** Has no stack: it would lead to the student's function that waits for this one. */
function mistake(message: string): Error {
  return Object.assign(new Error(message), { stack: message });
}

function describe(value: unknown): string {
  if (value === undefined) return 'undefined, as a function does that ends without return';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value instanceof tf.Tensor) return 'one tensor';
  if (value instanceof Promise) return 'a promise: await it';
  if (typeof value === 'string') return `the text ${JSON.stringify(value)}`;
  const name = typeof value === 'object' ? value?.constructor?.name : undefined;
  return name ? `of the class ${name}` : String(value);
}
