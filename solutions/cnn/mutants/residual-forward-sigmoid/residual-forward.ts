import * as tf from '@tensorflow/tfjs-core';
import type { ResidualBlockBase } from 'boletim/toolkit';

export function residualForward(block: ResidualBlockBase, x: tf.Tensor4D): tf.Tensor4D {
  const y = tf.sigmoid(block.bn1.call(block.conv1.call(x))) as tf.Tensor4D;
  return tf.sigmoid(block.bn2.call(block.conv2.call(y)).add(block.downsample.call(x))) as tf.Tensor4D;
}
