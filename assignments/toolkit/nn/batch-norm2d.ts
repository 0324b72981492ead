import * as tf from '@tensorflow/tfjs-core';

import { Buffer } from './buffer';
import { expectChannels } from './expect-channels';
import { batchNorm, batchNormTraining, type Affine, type BatchStatistics } from './functional/batch-norm';
import { constant } from './init';
import { Module } from './module';
import { Parameter } from './parameter';
import { Counter } from './stored';

/**
 * Normalises each channel over the batch and the image, as `nn.BatchNorm2d`: [n, h, w, channels] to the same.
 * In training it uses the batch's statistics and moves its running ones towards them by `momentum`, whether or
 * not its parameters are frozen; in evaluation it uses the running ones.
 */
export class BatchNorm2d extends Module {
  readonly eps = 1e-5;
  readonly momentum = 0.1;
  weight: Parameter;
  bias: Parameter;
  runningMean: Buffer;
  runningVar: Buffer;
  numBatchesTracked = new Counter();

  constructor(readonly numFeatures: number) {
    super();
    const shape = [numFeatures];
    this.weight = new Parameter({ shape, init: constant(shape, 1) });
    this.bias = new Parameter({ shape, init: constant(shape, 0) });
    this.runningMean = new Buffer({ shape, init: constant(shape, 0) });
    this.runningVar = new Buffer({ shape, init: constant(shape, 1) });
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    expectChannels(`BatchNorm2d(${this.numFeatures})`, x, this.numFeatures);
    return this.training ? this.#normaliseByBatch(x) : this.#normaliseByRunning(x);
  }

  #normaliseByRunning(x: tf.Tensor4D): tf.Tensor4D {
    const [mean, variance] = [this.runningMean.value, this.runningVar.value] as tf.Tensor1D[];
    return batchNorm(x, { mean, variance, ...this.#affine() }, this.eps);
  }

  #normaliseByBatch(x: tf.Tensor4D): tf.Tensor4D {
    const perChannel = x.size / this.numFeatures;
    if (perChannel <= 1) {
      const got = `[${x.shape.join(', ')}]`;
      throw new Error(`Expected more than 1 value per channel when training, got input of shape ${got}.`);
    }
    const onStatistics = (batch: BatchStatistics): void => this.#track(batch, perChannel);
    return batchNormTraining(x, this.#affine(), { eps: this.eps, onStatistics });
  }

  #affine(): Affine {
    return {
      weight: this.weight.value as tf.Tensor as tf.Tensor1D,
      bias: this.bias.value as tf.Tensor as tf.Tensor1D,
    };
  }

  /** The variance that is remembered divides by n − 1, the one that normalises by n. */
  #track({ mean, variance }: BatchStatistics, n: number): void {
    this.#move(this.runningMean, mean);
    this.#move(this.runningVar, tf.mul(variance, n / (n - 1)));
    this.numBatchesTracked.value += 1;
  }

  #move(running: Buffer, towards: tf.Tensor): void {
    const kept = tf.mul(running.value, 1 - this.momentum);
    running.value.assign(tf.add(kept, tf.mul(towards, this.momentum)));
  }
}
