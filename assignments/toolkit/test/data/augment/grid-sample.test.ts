import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import type { Matrix3 } from '../../../data/augment/matrix3';
import { sampleOnDevice } from '../../../data/augment/sample-on-device';
import { sampleOnHost } from '../../../data/augment/sample-on-host';
import { manualSeed, onDevice, startDevice, uniform } from '../../../index';

type Shape = [n: number, h: number, w: number, c: number];

const IDENTITY: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** Colours found `dx` pixels to the right. */
function shift(dx: number): Matrix3 {
  return [1, 0, dx, 0, 1, 0, 0, 0, 1];
}

for (const [where, sample] of Object.entries({ host: sampleOnHost, device: sampleOnDevice })) {
  for (const device of ['cpu', 'wasm'] as const) {
    describe(`gridSample on the ${where}, ${device}`, () => {
      before(() => startDevice('wasm'));

      /** Samples images [n, h, w, c] whose values are given, and returns the values of the result. */
      function sampled(values: number[] | Float32Array, shape: Shape, matrices: Matrix3[]): number[] {
        return onDevice(device, () =>
          tf.tidy(() => [...sample(tf.tensor<tf.Rank.R4>(values, shape), matrices).dataSync()]),
        );
      }

      it('draws the same image with the identity', () => {
        manualSeed(0);
        const values = uniform(2 * 3 * 5 * 2);
        expect(sampled(values, [2, 3, 5, 2], [IDENTITY, IDENTITY])).to.deep.equal([...values]);
      });

      const shifts: [dx: number, row: number[]][] = [
        [1, [1, 2, 3, 2]],
        [-2, [2, 1, 0, 1]],
        [0.25, [0.25, 1.25, 2.25, 2.75]],
        [6, [0, 1, 2, 3]],
        [-601, [1, 0, 1, 2]],
      ];
      for (const [dx, row] of shifts) {
        it(`mirrors at the border without repeating it: ${dx} pixels to the right`, () => {
          expect(sampled([0, 1, 2, 3], [1, 1, 4, 1], [shift(dx)])).to.deep.equal(row);
        });
      }

      it('gives each image its own matrix', () => {
        expect(sampled([0, 1, 2, 3, 0, 1, 2, 3], [2, 1, 4, 1], [shift(1), shift(-1)])).to.deep.equal([
          1, 2, 3, 2, 1, 0, 1, 2,
        ]);
      });

      it('gives a number even on the horizon of a perspective', () => {
        const horizon: Matrix3 = [1, 0, 0, 0, 1, 0, 1, 0, -1];
        expect(sampled([0, 1, 2, 3], [1, 1, 4, 1], [horizon]).every(Number.isFinite)).to.equal(true);
      });
    });
  }
}

describe('gridSample', () => {
  before(() => startDevice('wasm'));

  it('is the same on the host and on the device, but for rounding', () => {
    manualSeed(1);
    const shape: Shape = [3, 20, 30, 3];
    const matrices = [0.01, 0.3, 2].map((t): Matrix3 => [1 - t, t, 3, -t, 1 + t, -2, t / 90, -t / 70, 1]);
    const largest = tf.tidy(() => {
      const images = tf.tensor4d(uniform(shape), shape);
      return tf
        .max(tf.abs(tf.sub(sampleOnHost(images, matrices), sampleOnDevice(images, matrices))))
        .dataSync()[0];
    });
    // Positions up to 200 pixels in float32, next to a slope of up to 1 a pixel.
    expect(largest).to.be.below(200 * 2 ** -22);
  });
});
