import type * as tf from '@tensorflow/tfjs-core';
import { relu, type ResidualBlockBase } from 'boletim/toolkit';

export function residualForward(block: ResidualBlockBase, x: tf.Tensor4D): tf.Tensor4D {
  const y = relu(block.bn1.call(block.conv1.call(x)));
  return relu(block.bn2.call(block.conv1.call(y)).add(block.downsample.call(x)));
}
