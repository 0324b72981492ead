import type * as tf from '@tensorflow/tfjs-core';
import type { SimpleDataLoader, Tuple } from 'boletim/toolkit';

export async function getBatchAt(
  loader: SimpleDataLoader,
  index: number,
): Promise<Tuple<[tf.Tensor, tf.Tensor]>> {
  return undefined as never;
}
