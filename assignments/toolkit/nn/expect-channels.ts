import * as tf from '@tensorflow/tfjs-core';

import { describeStranger, whoFreed } from '../device/index';

/** Throws unless `x` is a batch of images [n, h, w, channels], which is where newcomers from PyTorch stumble. */
export function expectChannels(layer: string, x: tf.Tensor, channels: number): void {
  expectTensor(layer, x);
  if (x.rank === 4 && x.shape[3] === channels) return;
  const hint =
    x.rank === 4 && x.shape[1] === channels ? ' The channels come last here: transpose [0, 2, 3, 1].' : '';
  throw new Error(`${layer} expects [n, h, w, ${channels}], got [${x.shape.join(', ')}].${hint}`);
}

/** tfjs itself says of both mistakes no more than that something undefined has no such property. */
function expectTensor(layer: string, x: unknown): void {
  if (!(x instanceof tf.Tensor)) throw new Error(`${layer} expects a tensor, got ${describeStranger(x)}.`);
  if (x.isDisposed) throw new Error(`${layer} got a tensor that was ${whoFreed(x)}.`);
}
