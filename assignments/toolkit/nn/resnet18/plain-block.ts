import type * as tf from '@tensorflow/tfjs-core';

import { relu } from '../functional';
import { ResidualBlockBase } from './residual-block';

/** The block of the ResNet paper's plain network: the two convolutions, and no way around them. */
export class PlainBlock extends ResidualBlockBase {
  forward(x: tf.Tensor4D): tf.Tensor4D {
    const y = relu(this.bn1.call(this.conv1.call(x))); // [n, h/stride, w/stride, channels]
    return relu(this.bn2.call(this.conv2.call(y)));
  }
}
