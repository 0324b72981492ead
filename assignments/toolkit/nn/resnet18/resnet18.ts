import * as tf from '@tensorflow/tfjs-core';

import { BatchNorm2d } from '../batch-norm2d';
import { Conv2d } from '../conv2d';
import { adaptiveAvgPool2d, flatten, maxPool2d, relu } from '../functional';
import { Linear } from '../linear';
import { Module } from '../module';
import { Sequential } from '../sequential';
import type { BlockClass, ResidualBlockBase } from './residual-block';

/**
 * ResNet-18: [n, h, w, 3] normalised images to [n, outputs] logits. Its state dict has the 122 keys of
 * torchvision's, and its weights start as PyTorch's layers do, drawn in the order below.
 *
 * @example const model = new ResNet18(ResidualBlock); // 1000 classes
 */
export class ResNet18<B extends ResidualBlockBase = ResidualBlockBase> extends Module {
  conv1: Conv2d;
  bn1: BatchNorm2d;
  layer1: Sequential<B>;
  layer2: Sequential<B>;
  layer3: Sequential<B>;
  layer4: Sequential<B>;
  fc: Linear;

  /** @param width channels of the first stage; every stage doubles them. Pretrained weights are 64 wide. */
  constructor(Block: BlockClass<B>, outputs = 1000, width = 64) {
    super();
    this.conv1 = new Conv2d(3, width, 7, { stride: 2, padding: 3, bias: false });
    this.bn1 = new BatchNorm2d(width);
    this.layer1 = new Sequential(new Block(width), new Block(width));
    this.layer2 = new Sequential(new Block(2 * width, width, 2), new Block(2 * width));
    this.layer3 = new Sequential(new Block(4 * width, 2 * width, 2), new Block(4 * width));
    this.layer4 = new Sequential(new Block(8 * width, 4 * width, 2), new Block(8 * width));
    this.fc = new Linear(8 * width, outputs);
  }

  forward(x: tf.Tensor4D): tf.Tensor2D {
    // The largest tensor of all is freed at once, unless a gradient needs it.
    let y = tf.tidy(() => relu(this.bn1.call(this.conv1.call(x)))); // [n, 96, 96, 64] for images of 192 × 192
    y = maxPool2d(y, 3, { stride: 2, padding: 1 }); // [n, 48, 48, 64]
    y = this.layer1.call(y); // [n, 48, 48, 64]
    y = this.layer2.call(y); // [n, 24, 24, 128]
    y = this.layer3.call(y); // [n, 12, 12, 256]
    y = this.layer4.call(y); // [n, 6, 6, 512]
    y = adaptiveAvgPool2d(y, [1, 1]); // [n, 1, 1, 512]
    return this.fc.call(flatten(y, 1)); // [n, outputs]
  }
}
