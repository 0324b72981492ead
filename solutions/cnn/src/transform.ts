import type * as tf from '@tensorflow/tfjs-core';
import { tuple, type ImageClassDataBlock, type Tuple } from 'boletim/toolkit';

/** The item's x and its label's tensor, transformed together. */
export async function transform(
  block: ImageClassDataBlock,
  item: unknown,
  labelToTensor: ReadonlyMap<string, tf.Tensor>,
): Promise<Tuple<[unknown, unknown]>> {
  const x = await block.getX(item);
  const y = labelToTensor.get(block.getY(item));
  // One pair in: an item transform sees both, any other transform sees each in turn.
  return block.itemTfms(tuple(x, y));
}
