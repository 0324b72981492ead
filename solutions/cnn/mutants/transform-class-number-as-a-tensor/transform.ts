import * as tf from '@tensorflow/tfjs-core';
import { tuple, type ImageClassDataBlock, type Tuple } from 'boletim/toolkit';

export async function transform(
  block: ImageClassDataBlock,
  item: unknown,
  labelToTensor: ReadonlyMap<string, tf.Tensor>,
): Promise<Tuple<[unknown, unknown]>> {
  const x = await block.getX(item);
  const labels = [...labelToTensor.keys()];
  return block.itemTfms(tuple(x, tf.scalar(labels.indexOf(block.getY(item)), 'int32')));
}
