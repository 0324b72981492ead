import * as tf from '@tensorflow/tfjs-core';

import { expectChannels } from './expect-channels';
import { conv2d } from './functional/conv2d';
import { requireWindow } from './functional/window';
import { defaultBias, defaultWeight } from './init';
import { Module } from './module';
import { Parameter } from './parameter';

/** How a convolution moves over the image. */
export interface Conv2dOptions {
  stride?: number;
  padding?: number;
  /** Whether a number is added to each output channel. Pointless before a batch norm. */
  bias?: boolean;
}

/**
 * A 2-D convolution with a square filter, as `nn.Conv2d`:
 * [n, h, w, in] to [n, ⌊(h + 2·padding − kernel)/stride⌋ + 1, …, out].
 *
 * @example new Conv2d(3, 64, 7, { stride: 2, padding: 3, bias: false })
 */
export class Conv2d extends Module {
  readonly stride: number;
  readonly padding: number;
  /** PyTorch shape [out, in, kernel, kernel]; [kernel, kernel, in, out] on the device. */
  weight: Parameter;
  /** [out], or null without bias. */
  bias: Parameter | null;

  // eslint-disable-next-line max-params -- PyTorch's parameters in PyTorch's order
  constructor(
    readonly inChannels: number,
    readonly outChannels: number,
    readonly kernelSize: number,
    { stride = 1, padding = 0, bias = true }: Conv2dOptions = {},
  ) {
    super();
    requireWindow(`Conv2d(${inChannels}, ${outChannels})`, { kernelSize, stride, padding });
    this.stride = stride;
    this.padding = padding;
    const shape = [outChannels, inChannels, kernelSize, kernelSize];
    const fanIn = inChannels * kernelSize ** 2;
    this.weight = new Parameter({ shape, layout: 'conv', init: defaultWeight(shape, fanIn) });
    this.bias = bias
      ? new Parameter({ shape: [outChannels], init: defaultBias([outChannels], fanIn) })
      : null;
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    expectChannels(`Conv2d(${this.inChannels}, ${this.outChannels})`, x, this.inChannels);
    const filter = this.weight.value as tf.Variable<tf.Rank.R4>;
    const y = conv2d(x, filter, this); // [n, h', w', out]
    return this.bias ? tf.add(y, this.bias.value) : y;
  }
}
