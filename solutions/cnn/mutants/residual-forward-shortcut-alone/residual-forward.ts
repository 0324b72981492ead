import type * as tf from '@tensorflow/tfjs-core';
import { relu, type ResidualBlockBase } from 'boletim/toolkit';

export function residualForward(block: ResidualBlockBase, x: tf.Tensor4D): tf.Tensor4D {
  return relu(block.downsample.call(x));
}
