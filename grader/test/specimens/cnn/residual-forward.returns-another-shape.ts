import type * as tf from '@tensorflow/tfjs-core';
import type { ResidualBlockBase } from 'boletim/toolkit';

export function residualForward(block: ResidualBlockBase, x: tf.Tensor4D) {
  return block.conv1.call(x).mean([1, 2]); // [n, channels]
}
