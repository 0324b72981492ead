import type * as tf from '@tensorflow/tfjs-core';
import { to, tuple, type SimpleDataLoader, type Tuple } from 'boletim/toolkit';

export async function getBatchAt(
  loader: SimpleDataLoader,
  index: number,
): Promise<Tuple<[tf.Tensor, tf.Tensor]>> {
  const [x, y] = await loader.transform(loader.items[index]!);
  return loader.batchTfms(tuple(to(x, loader.device), to(y, loader.device)));
}
