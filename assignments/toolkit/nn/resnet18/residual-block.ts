import type * as tf from '@tensorflow/tfjs-core';

import { BatchNorm2d } from '../batch-norm2d';
import { Conv2d } from '../conv2d';
import { Identity } from '../identity';
import { Module } from '../module';
import { Sequential } from '../sequential';

/**
 * The layers of a ResNet-18 block; what is computed with them is up to the subclass's `forward`:
 * [n, h, w, inChannels] to [n, h/stride, w/stride, channels].
 */
export abstract class ResidualBlockBase extends Module {
  conv1: Conv2d;
  bn1: BatchNorm2d;
  conv2: Conv2d;
  bn2: BatchNorm2d;
  /** Gives the block's input the shape of its output. Changes nothing when the shapes are the same. */
  downsample: Sequential<Conv2d | BatchNorm2d> | Identity;

  /** @param inChannels only when the input has another shape than the output; then `downsample` has weights */
  constructor(
    readonly channels: number,
    inChannels?: number,
    stride = 1,
  ) {
    super();
    this.conv1 = new Conv2d(inChannels ?? channels, channels, 3, { stride, padding: 1, bias: false });
    this.bn1 = new BatchNorm2d(channels);
    this.conv2 = new Conv2d(channels, channels, 3, { padding: 1, bias: false });
    this.bn2 = new BatchNorm2d(channels);
    this.downsample =
      inChannels === undefined
        ? new Identity()
        : new Sequential<Conv2d | BatchNorm2d>(
            new Conv2d(inChannels, channels, 1, { stride, bias: false }),
            new BatchNorm2d(channels),
          );
  }

  abstract override forward(x: tf.Tensor4D): tf.Tensor4D;
}

/** A kind of block that a ResNet18 can be built of. */
export type BlockClass<B extends ResidualBlockBase = ResidualBlockBase> = new (
  channels: number,
  inChannels?: number,
  stride?: number,
) => B;
