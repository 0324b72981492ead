import * as tf from '@tensorflow/tfjs-core';
import { AsyncLocalStorage } from 'node:async_hooks';

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
 *
 * @throws Error when `fn` calls this again, since it would wait for itself
 */
export async function tidyScopeAsync<R>(fn: () => Promise<R>): Promise<R> {
  if (inside.getStore()) throw new Error('getBatchAt was called by itself: make the batch from the items.');
  const result = previous.then(() => inside.run(true, () => runInScope(fn)));
  previous = result.catch(() => undefined);
  return result;
}

let previous: Promise<unknown> = Promise.resolve();
const inside = new AsyncLocalStorage<boolean>();

async function runInScope<R>(fn: () => Promise<R>): Promise<R> {
  const engine = tf.engine();
  engine.startScope();
  const scope = engine.state.activeScope;
  let kept: tf.Tensor[] = [];
  try {
    const result = await fn();
    kept = tensorsIn(result);
    return result;
  } finally {
    // Whoever gave up waiting may have ended this scope with its own; ending another one would free its tensors.
    if (engine.state.activeScope === scope) engine.endScope(kept);
  }
}

function tensorsIn(value: unknown): tf.Tensor[] {
  if (Array.isArray(value)) return value.flatMap(tensorsIn);
  return value instanceof tf.Tensor ? [value] : [];
}
