import type * as tf from '@tensorflow/tfjs-core';
import { PILImage, tuple, type ImageClassDataBlock, type Tuple } from 'boletim/toolkit';

export async function transform(
  block: ImageClassDataBlock,
  item: unknown,
  labelToTensor: ReadonlyMap<string, tf.Tensor>,
): Promise<Tuple<[unknown, unknown]>> {
  const x = await PILImage.create(item as string);
  const y = labelToTensor.get(block.getY(item));
  return block.itemTfms(tuple(x, y));
}
