import { expect } from 'chai';
import * as tf from '@tensorflow/tfjs-core';

import { startDevice, type Device } from '../../../device';
import { engineOf } from '../../../device/engines';
import { batchNormTraining } from '../../../nn/functional/batch-norm';
import { relu } from '../../../nn';
import { Generator, uniform } from '../../../random';
import { largestDifference, numericGradient } from '../../support/finite-differences';

const EPS = 1e-5;
const SHAPE: [number, number, number, number] = [2, 3, 4, 3];
const CHANNELS = 3;

for (const device of ['tensorflow', 'wasm', 'cpu'] satisfies Device[]) {
  describe(`training batch norm and relu on ${device}`, () => {
    before(async function () {
      if (!(await engineOf(device).probe()).available) this.skip();
      await startDevice(device);
    });

    const generator = new Generator(7);
    const x = uniform(72, -1, 1, generator);
    const weight = uniform(CHANNELS, 0.5, 1.5, generator);
    const bias = uniform(CHANNELS, -0.5, 0.5, generator);
    const pull = uniform(72, -1, 1, generator);

    /** A smooth scalar of the layer's output: Σ pull·y. */
    function loss(
      x: tf.Tensor,
      weight: tf.Tensor,
      bias: tf.Tensor,
      onStatistics: OnStatistics = () => undefined,
    ): tf.Scalar {
      const affine = { weight: weight as tf.Tensor1D, bias: bias as tf.Tensor1D };
      const y = batchNormTraining(x as tf.Tensor4D, affine, { eps: EPS, onStatistics });
      return tf.sum(tf.mul(y, tf.tensor4d(pull, SHAPE)));
    }

    it('gives the value and the plain batch variance', () => {
      let statistics: number[][] = [];
      const value = tf.tidy(() =>
        loss(tf.tensor4d(x, SHAPE), tf.tensor1d(weight), tf.tensor1d(bias), ({ mean, variance }) => {
          statistics = [[...mean.dataSync()], [...variance.dataSync()]];
        }).dataSync(),
      );
      const [mean, variance] = moments(x);
      expect(Math.abs(value[0] - referenceLoss(x, weight, bias, pull))).to.be.below(1e-5);
      expect(largestDifference(statistics[0], mean)).to.be.below(1e-6);
      expect(largestDifference(statistics[1], variance)).to.be.below(1e-6);
    });

    it('has the gradients that finite differences give', () => {
      const grads = tf.grads((x, weight, bias) => loss(x, weight, bias));
      const inputs = [tf.tensor4d(x, SHAPE), tf.tensor1d(weight), tf.tensor1d(bias)];
      const [dx, dweight, dbias] = grads(inputs).map((gradient) => gradient.dataSync());
      // float32 sums of 24 products of magnitude 1.
      expect(
        largestDifference(
          dx,
          numericGradient((v) => referenceLoss(v, weight, bias, pull), x),
        ),
      ).to.be.below(2e-5);
      expect(
        largestDifference(
          dweight,
          numericGradient((v) => referenceLoss(x, v, bias, pull), weight),
        ),
      ).to.be.below(2e-5);
      expect(
        largestDifference(
          dbias,
          numericGradient((v) => referenceLoss(x, weight, v, pull), bias),
        ),
      ).to.be.below(2e-5);
    });

    it('lets the gradient of relu pass exactly where the input is positive', () => {
      const gradient = tf.grad((x) => tf.sum(tf.mul(relu(x), tf.tensor1d([2, 3, 5, 7]))));
      expect([...gradient(tf.tensor1d([-1, 0, 1e-30, 4])).dataSync()]).to.deep.equal([0, 0, 5, 7]);
    });

    it('keeps no tensors', () => {
      const inputs = [tf.tensor4d(x, SHAPE), tf.tensor1d(weight), tf.tensor1d(bias)];
      const before = tf.memory().numTensors;
      tf.dispose(tf.grads((x, weight, bias) => loss(relu(x), weight, bias))(inputs));
      expect(tf.memory().numTensors).to.equal(before);
    });
  });
}

type OnStatistics = (batch: { mean: tf.Tensor; variance: tf.Tensor }) => void;

/** Mean and plain variance per channel of [n·h·w, c] values, in float64. */
function moments(x: ArrayLike<number>): [number[], number[]] {
  const rows = x.length / CHANNELS;
  const each = (f: (value: number, c: number) => number): number[] =>
    Array.from({ length: CHANNELS }, (_, c) => {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += f(x[row * CHANNELS + c], c);
      return sum / rows;
    });
  const mean = each((value) => value);
  return [mean, each((value, c) => (value - mean[c]) ** 2)];
}

function referenceLoss(
  x: ArrayLike<number>,
  weight: ArrayLike<number>,
  bias: ArrayLike<number>,
  pull: ArrayLike<number>,
): number {
  const [mean, variance] = moments(x);
  return Array.from(x).reduce((sum, value, i) => {
    const c = i % CHANNELS;
    const y = ((value - mean[c]) / Math.sqrt(variance[c] + EPS)) * weight[c] + bias[c];
    return sum + y * pull[i];
  }, 0);
}
