import type * as tf from '@tensorflow/tfjs-core';
import { stack, to, tuple, type SimpleDataLoader, type Tuple } from 'boletim/toolkit';

export async function getBatchAt(
  loader: SimpleDataLoader,
  index: number,
): Promise<Tuple<[tf.Tensor, tf.Tensor]>> {
  const items = loader.items.slice(0, loader.batchSize);
  const pairs = await Promise.all(items.map((item) => loader.transform(item)));
  const x = stack(pairs.map(([x]) => x));
  const y = stack(pairs.map(([, y]) => y));
  return loader.batchTfms(tuple(to(x, loader.device), to(y, loader.device)));
}
