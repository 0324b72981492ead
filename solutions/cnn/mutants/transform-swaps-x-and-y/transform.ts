import type * as tf from '@tensorflow/tfjs-core';
import { tuple, type ImageClassDataBlock, type Tuple } from 'boletim/toolkit';

export async function transform(
  block: ImageClassDataBlock,
  item: unknown,
  labelToTensor: ReadonlyMap<string, tf.Tensor>,
): Promise<Tuple<[unknown, unknown]>> {
  const x = await block.getX(item);
  const y = labelToTensor.get(block.getY(item));
  return block.itemTfms(tuple(y, x) as never);
}
