import type * as tf from '@tensorflow/tfjs-core';
import { stack, to, tuple, type SimpleDataLoader, type Tuple } from 'boletim/toolkit';

/** The items from `index` on, stacked on the loader's device and transformed as a batch. */
export async function getBatchAt(
  loader: SimpleDataLoader,
  index: number,
): Promise<Tuple<[tf.Tensor, tf.Tensor]>> {
  // slice stops at the end of the list, so the last batch is short without a special case.
  const items = loader.items.slice(index, index + loader.batchSize);
  const pairs = await Promise.all(items.map((item) => loader.transform(item)));
  const x = stack(pairs.map(([x]) => x)); // [n, ...]
  const y = stack(pairs.map(([, y]) => y)); // [n, ...]
  return loader.batchTfms(tuple(to(x, loader.device), to(y, loader.device)));
}
