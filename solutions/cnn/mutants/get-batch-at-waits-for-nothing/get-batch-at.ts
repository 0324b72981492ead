import type * as tf from '@tensorflow/tfjs-core';
import { stack, to, tuple, type SimpleDataLoader, type Tuple } from 'boletim/toolkit';

export async function getBatchAt(
  loader: SimpleDataLoader,
  index: number,
): Promise<Tuple<[tf.Tensor, tf.Tensor]>> {
  const pairs: Awaited<ReturnType<typeof loader.transform>>[] = [];
  const items = loader.items.slice(index, index + loader.batchSize);
  items.forEach(async (item) => {
    pairs.push(await loader.transform(item));
  });
  const x = stack(pairs.map(([x]) => x));
  const y = stack(pairs.map(([, y]) => y));
  return loader.batchTfms(tuple(to(x, loader.device), to(y, loader.device)));
}
