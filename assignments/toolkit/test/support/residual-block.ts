import * as tf from '@tensorflow/tfjs-core';

import { relu, ResidualBlockBase } from '../../nn';

/** What students write: the block with its shortcut. */
export class ResidualBlock extends ResidualBlockBase {
  forward(x: tf.Tensor4D): tf.Tensor4D {
    const y = relu(this.bn1.call(this.conv1.call(x)));
    return relu(tf.add(this.bn2.call(this.conv2.call(y)), this.downsample.call(x)));
  }
}
