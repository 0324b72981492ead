import type * as tf from '@tensorflow/tfjs-core';
import { relu, type ResidualBlockBase } from 'boletim/toolkit';

/** Two convolutions, and the input added back before the last relu. */
export function residualForward(block: ResidualBlockBase, x: tf.Tensor4D): tf.Tensor {
  const y = relu(block.bn1.call(block.conv1.call(x))); // [n, h / stride, w / stride, channels]
  return relu(block.bn2.call(block.conv2.call(y)).add(block.downsample.call(x)));
}
