import * as tf from '@tensorflow/tfjs-core';
import { inspect } from 'node:util';

import { whoFreed } from './disposals';

/** Lets `console.log(tensor)` show what helps: dtype, shape and the first values, instead of tfjs's own fields. */
export function showTensors(): void {
  Object.defineProperty(tf.Tensor.prototype, inspect.custom, { value: show, configurable: true });
}

const SHOWN = 6;

function show(this: tf.Tensor): string {
  const what = `Tensor ${this.dtype} [${(this.shape ?? []).join(', ')}]`;
  if (this.isDisposed) return `${what} (${whoFreed(this)})`;
  if (!this.dataId) return what;
  const data = this.dataSync();
  const first = Array.from(data.subarray(0, SHOWN) as Float32Array, (value) =>
    typeof value === 'number' ? Number(value.toPrecision(6)) : value,
  );
  return `${what}: ${first.join(', ')}${data.length > SHOWN ? ', …' : ''}`;
}
