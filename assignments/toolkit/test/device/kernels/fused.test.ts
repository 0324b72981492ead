import { expect } from 'chai';
import * as tf from '@tensorflow/tfjs-core';

import { startDevice, type Device } from '../../../device';
import { backendOf } from '../../../device/backends';
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
      if (!(await backendOf(device).probe()).available) this.skip();
      await startDevice(device);
    });

    const generator = new Generator(7);
    const x = uniform(72, -1, 1, generator);
    const weight = uniform(CHANNELS, 0.5, 1.5, generator);
    const bias = uniform(CHANNELS, -0.5, 0.5, generator);
    const pull = uniform(72, -1, 1, generator);

    /** A smooth scalar of the layer's output: Σ pull·y. */
    function loss([x, weight, bias]: tf.Tensor[], onStatistics: OnStatistics = () => undefined): tf.Scalar {
      const affine = { weight: weight as tf.Tensor1D, bias: bias as tf.Tensor1D };
      const y = batchNormTraining(x as tf.Tensor4D, affine, { eps: EPS, onStatistics });
      return tf.sum(tf.mul(y, tf.tensor4d(pull, SHAPE)));
    }

    const inputs = (): tf.Tensor[] => [tf.tensor4d(x, SHAPE), tf.tensor1d(weight), tf.tensor1d(bias)];
    const reference = (x: ArrayLike<number>, weight: ArrayLike<number>, bias: ArrayLike<number>): number =>
      weightedSum(normalised(x, { weight, bias }), pull);

    it('gives the value and the plain batch variance', () => {
      let statistics: number[][] = [];
      const value = tf.tidy(() =>
        loss(inputs(), ({ mean, variance }) => {
          statistics = [[...mean.dataSync()], [...variance.dataSync()]];
        }).dataSync(),
      );
      const [mean, variance] = moments(x);
      expect(Math.abs(value[0] - reference(x, weight, bias))).to.be.below(1e-5);
      expect(largestDifference(statistics[0], mean)).to.be.below(1e-6);
      expect(largestDifference(statistics[1], variance)).to.be.below(1e-6);
    });

    it('has the gradients that finite differences give', () => {
      const gradients = tf
        .grads((...values) => loss(values))(inputs())
        .map((gradient) => gradient.dataSync());
      const expected = [
        numericGradient((v) => reference(v, weight, bias), x),
        numericGradient((v) => reference(x, v, bias), weight),
        numericGradient((v) => reference(x, weight, v), bias),
      ];
      // float32 sums of 24 products of magnitude 1.
      for (const [i, gradient] of gradients.entries()) {
        expect(largestDifference(gradient, expected[i])).to.be.below(2e-5);
      }
    });

    it('lets the gradient of relu pass exactly where the input is positive', () => {
      const gradient = tf.grad((x) => tf.sum(tf.mul(relu(x), tf.tensor1d([2, 3, 5, 7]))));
      expect([...gradient(tf.tensor1d([-1, 0, 1e-30, 4])).dataSync()]).to.deep.equal([0, 0, 5, 7]);
    });

    it('keeps no tensors', () => {
      const given = inputs();
      const before = tf.memory().numTensors;
      tf.dispose(tf.grads((x, ...affine) => loss([relu(x), ...affine]))(given));
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

/** Each value of [n·h·w, c] normalised by its channel, then scaled and shifted. */
function normalised(
  x: ArrayLike<number>,
  affine: { weight: ArrayLike<number>; bias: ArrayLike<number> },
): number[] {
  const [mean, variance] = moments(x);
  return Array.from(x, (value, i) => {
    const c = i % CHANNELS;
    return ((value - mean[c]) / Math.sqrt(variance[c] + EPS)) * affine.weight[c] + affine.bias[c];
  });
}

function weightedSum(values: number[], weights: ArrayLike<number>): number {
  return values.reduce((sum, value, i) => sum + value * weights[i], 0);
}
