import type * as tf from '@tensorflow/tfjs-core';
import { tuple, type ImageClassDataBlock, type Tuple } from 'boletim/toolkit';

export async function transform(
  block: ImageClassDataBlock,
  item: unknown,
  labelToTensor: ReadonlyMap<string, tf.Tensor>,
): Promise<Tuple<[unknown, unknown]>> {
  let pair: unknown;
  void block.getX(item).then((x) => {
    pair = block.itemTfms(tuple(x, labelToTensor.get(block.getY(item))));
  });
  return pair as never;
}
