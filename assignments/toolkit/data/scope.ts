import * as tf from '@tensorflow/tfjs-core';

/** Runs `fn` and frees every tensor that it made, except those in its result (a tensor, a tuple or a list). */
export function tidyScope<R>(fn: () => R): R {
  tf.engine().startScope();
  let kept: tf.Tensor[] = [];
  try {
    const result = fn();
    kept = tensorsIn(result);
    return result;
  } finally {
    tf.engine().endScope(kept);
  }
}

/**
 * `tidyScope` for a function that waits. Scopes form a stack, so calls run one after the other; tensors
 * that other code makes while `fn` waits are freed too.
 */
export function tidyScopeAsync<R>(fn: () => Promise<R>): Promise<R> {
  const result = previous.then(() => runInScope(fn));
  previous = result.catch(() => undefined);
  return result;
}

let previous: Promise<unknown> = Promise.resolve();

async function runInScope<R>(fn: () => Promise<R>): Promise<R> {
  tf.engine().startScope();
  let kept: tf.Tensor[] = [];
  try {
    const result = await fn();
    kept = tensorsIn(result);
    return result;
  } finally {
    tf.engine().endScope(kept);
  }
}

function tensorsIn(value: unknown): tf.Tensor[] {
  if (Array.isArray(value)) return value.flatMap(tensorsIn);
  return value instanceof tf.Tensor ? [value] : [];
}
