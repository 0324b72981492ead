import type * as tf from '@tensorflow/tfjs-core';
import { tuple, type ImageClassDataBlock, type Tuple } from 'boletim/toolkit';

export async function transform(
  block: ImageClassDataBlock,
  item: unknown,
  labelToTensor: ReadonlyMap<string, tf.Tensor>,
): Promise<Tuple<[unknown, unknown]>> {
  const label = block.getY(item);
  const [x] = block.itemTfms(tuple(await block.getX(item), label));
  return tuple(x, labelToTensor.get(label));
}
