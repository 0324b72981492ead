import type * as tf from '@tensorflow/tfjs-core';
import type { ImageClassDataBlock, Tuple } from 'boletim/toolkit';

/**
 * Turns one item into what a network takes: a pair of x and y, transformed together.
 *
 * First get x and y of the item. The y that the block gives is a label: replace it by its tensor. Then apply the
 * block's item transforms to both at once, as one pair, and return the pair they give.
 *
 * You need: `block.getX(item)` (await it, it may read a file), `block.getY(item)`, `labelToTensor.get(label)`,
 * `block.itemTfms(...)`, and `tuple(x, y)` from 'boletim/toolkit', which makes a pair. A plain array `[x, y]` is
 * a list to the transforms: one value, not two.
 *
 * @param block what knows how to read an item: its `getX`, `getY` and `itemTfms`
 * @param item whatever points to the data, such as the path of a photograph
 * @param labelToTensor the tensor of every label that `getY` can give
 * @returns the pair of x and y; tensors, when the transforms make tensors
 */
export async function transform(
  block: ImageClassDataBlock,
  item: unknown,
  labelToTensor: ReadonlyMap<string, tf.Tensor>,
): Promise<Tuple<[unknown, unknown]>> {
  // TODO: write this function, and delete the next line.
  throw new Error('NotImplemented');
}
