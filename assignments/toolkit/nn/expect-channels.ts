import type * as tf from '@tensorflow/tfjs-core';

/** Throws unless `x` is a batch of images [n, h, w, channels], which is where newcomers from PyTorch stumble. */
export function expectChannels(layer: string, x: tf.Tensor, channels: number): void {
  if (x.rank === 4 && x.shape[3] === channels) return;
  const hint =
    x.rank === 4 && x.shape[1] === channels ? ' The channels come last here: transpose [0, 2, 3, 1].' : '';
  throw new Error(`${layer} expects [n, h, w, ${channels}], got [${x.shape.join(', ')}].${hint}`);
}
