import type * as tf from '@tensorflow/tfjs-core';
import type { SimpleDataLoader, Tuple } from 'boletim/toolkit';

/**
 * Makes one batch of the items from `index` on: as many as the loader's batch size, fewer at the end of the list.
 *
 * Transform each item into its pair of x and y. Stack the x into one tensor X and the y into one tensor Y, along a
 * new first dimension. Move both to the loader's device. Then apply the batch transforms to both, as one pair.
 *
 * You need: `loader.items`, `loader.batchSize`, `loader.device`, `await loader.transform(item)`,
 * `loader.batchTfms(...)`, and from 'boletim/toolkit': `stack(tensors)`, `to(tensor, device)`, `tuple(x, y)`.
 *
 * @param loader what holds the items and the transforms
 * @param index where the first item of the batch is in `loader.items`: an item's place, not a batch's number
 * @returns the pair of X `[n, ...shape of x]` and Y `[n, ...shape of y]`, on the loader's device
 */
export async function getBatchAt(
  loader: SimpleDataLoader,
  index: number,
): Promise<Tuple<[tf.Tensor, tf.Tensor]>> {
  // TODO: write this function, and delete the next line.
  throw new Error('NotImplemented');
}
