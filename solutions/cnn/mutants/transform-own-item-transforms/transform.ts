import type * as tf from '@tensorflow/tfjs-core';
import { Resize, ToTensor, tuple, type ImageClassDataBlock, type Tuple } from 'boletim/toolkit';

export async function transform(
  block: ImageClassDataBlock,
  item: unknown,
  labelToTensor: ReadonlyMap<string, tf.Tensor>,
): Promise<Tuple<[unknown, unknown]>> {
  const x = await block.getX(item);
  const image = new ToTensor().call(new Resize(192, 'squish').call(x));
  return tuple(image, labelToTensor.get(block.getY(item)));
}
