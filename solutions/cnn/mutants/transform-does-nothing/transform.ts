import type * as tf from '@tensorflow/tfjs-core';
import type { ImageClassDataBlock, Tuple } from 'boletim/toolkit';

export async function transform(
  block: ImageClassDataBlock,
  item: unknown,
  labelToTensor: ReadonlyMap<string, tf.Tensor>,
): Promise<Tuple<[unknown, unknown]>> {
  return undefined as never;
}
