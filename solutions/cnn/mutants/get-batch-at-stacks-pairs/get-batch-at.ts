import type * as tf from '@tensorflow/tfjs-core';
import { stack, to, type SimpleDataLoader, type Tuple } from 'boletim/toolkit';

export async function getBatchAt(
  loader: SimpleDataLoader,
  index: number,
): Promise<Tuple<[tf.Tensor, tf.Tensor]>> {
  const items = loader.items.slice(index, index + loader.batchSize);
  const pairs = await Promise.all(items.map((item) => loader.transform(item)));
  const batch = stack(pairs as never);
  return loader.batchTfms(to(batch, loader.device) as never);
}
