import type * as tf from '@tensorflow/tfjs-core';
import { stack, to, tuple, type SimpleDataLoader, type Tuple } from 'boletim/toolkit';

export async function getBatchAt(
  loader: SimpleDataLoader,
  index: number,
): Promise<Tuple<[tf.Tensor, tf.Tensor]>> {
  const items = loader.items.slice(index, index + loader.batchSize);
  const pairs = await Promise.all(items.map((item) => loader.transform(item)));
  const x = stack(pairs.map(([x]) => x));
  const y = stack(pairs.map(([, y]) => y));
  const a = loader.batchTfms(to(x, loader.device) as never) as never as tf.Tensor;
  return tuple(a, to(y, loader.device));
}
