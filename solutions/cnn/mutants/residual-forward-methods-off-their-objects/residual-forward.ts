import type * as tf from '@tensorflow/tfjs-core';
import { relu, type ResidualBlockBase } from 'boletim/toolkit';

export function residualForward(block: ResidualBlockBase, x: tf.Tensor4D): tf.Tensor4D {
  const [conv1, bn1] = [block.conv1.call, block.bn1.call];
  const y = relu(bn1(conv1(x)));
  return relu(block.bn2.call(block.conv2.call(y)).add(block.downsample.call(x)));
}
