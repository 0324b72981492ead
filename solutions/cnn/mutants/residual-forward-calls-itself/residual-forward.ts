import type * as tf from '@tensorflow/tfjs-core';
import type { ResidualBlockBase } from 'boletim/toolkit';

export function residualForward(block: ResidualBlockBase, x: tf.Tensor4D): tf.Tensor4D {
  return block.call(x) as tf.Tensor4D;
}
