import type * as tf from '@tensorflow/tfjs-core';
import { relu, type ResidualBlockBase } from 'boletim/toolkit';

export function residualForward(block: ResidualBlockBase, x: tf.Tensor4D): tf.Tensor4D {
  const layer = block as never as Record<string, (x: tf.Tensor4D) => tf.Tensor4D>;
  const y = relu(layer.bn1!(layer.conv1!(x)));
  return relu(layer.bn2!(layer.conv2!(y)).add(layer.downsample!(x)));
}
