import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { startDevice } from '../../../../device';
import { Generator, uniform } from '../../../../random';
import type { Shape } from '../../../support/convolutions';
import { relativeDifference } from '../../../support/tensors';

const [CHANNELS, OUTPUTS] = [64, 4];
const FILTER: Shape = [3, 3, CHANNELS, OUTPUTS];

/** Images that are computed in tiles of so many outputs on a side. */
const TILED = [
  { tile: 4, images: 1, side: 16 },
  { tile: 3, images: 2, side: 9 },
];

/** Every product of a 3×3 convolution with a border of one: positions in x, the filter and y. */
function forEachProduct(
  { images, side }: { images: number; side: number },
  visit: (x: number, filter: number, y: number) => void,
): void {
  for (let pixel = 0; pixel < images * side * side; pixel++) {
    const image = Math.floor(pixel / side / side);
    for (let tap = 0; tap < 9; tap++) {
      const row = (Math.floor(pixel / side) % side) + Math.floor(tap / 3) - 1;
      const column = (pixel % side) + (tap % 3) - 1;
      if (row < 0 || row >= side || column < 0 || column >= side) continue;
      for (let i = 0; i < CHANNELS; i++) {
        const x = ((image * side + row) * side + column) * CHANNELS + i;
        const filter = (tap * CHANNELS + i) * OUTPUTS;
        for (let o = 0; o < OUTPUTS; o++) visit(x, filter + o, pixel * OUTPUTS + o);
      }
    }
  }
}

for (const { tile, images, side } of TILED) {
  describe(`convolutions in tiles of ${tile} × ${tile}`, () => {
    before(() => startDevice('wasm'));

    const X: Shape = [images, side, side, CHANNELS];
    const Y: Shape = [images, side, side, OUTPUTS];
    const generator = new Generator(5);
    const numbers = (shape: Shape): Float32Array => uniform(shape, -1, 1, generator);
    const [x, filter, dy] = [X, FILTER, Y].map(numbers);
    const tensors = (): tf.Tensor4D[] => [tf.tensor4d(x, X), tf.tensor4d(filter, FILTER), tf.tensor4d(dy, Y)];

    // Sums of 576 and 256 float32 products have errors of 5e-7 by themselves.
    it('differ from sums in float64 by some last bits', () => {
      const exact = new Float64Array(dy.length);
      forEachProduct({ images, side }, (i, k, o) => (exact[o] += x[i] * filter[k]));
      const [image, taps] = tensors();
      const y = tf.conv2d(image, taps, 1, 1).dataSync();
      expect(relativeDifference(y, exact)).to.be.within(1e-9, 1.2e-6);
    });

    it('have gradients that differ from sums in float64 by some last bits', () => {
      const exact = [new Float64Array(x.length), new Float64Array(filter.length)];
      forEachProduct({ images, side }, (i, k, o) => {
        exact[0][i] += dy[o] * filter[k];
        exact[1][k] += dy[o] * x[i];
      });
      const [image, taps, slopes] = tensors();
      const gradients = tf.grads((x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, 1));
      const [dx, dfilter] = gradients([image, taps], slopes).map((gradient) => gradient.dataSync());
      expect(relativeDifference(dx, exact[0])).to.be.within(1e-9, 1.2e-6);
      expect(relativeDifference(dfilter, exact[1])).to.be.within(1e-9, 1.2e-6);
    });

    it('let what is no number reach three pixels farther than its window, and no other channel of the filter', () => {
      const [, taps, slopes] = tensors();
      const middle = Math.floor(side / 2);
      const spoiled = x.slice();
      spoiled[(middle * side + middle) * CHANNELS] = Infinity;
      const y = tf.conv2d(tf.tensor4d(spoiled, X), taps, 1, 1).dataSync();
      y.forEach((value, i) => {
        const [row, column] = [Math.floor(i / OUTPUTS / side), Math.floor(i / OUTPUTS) % side];
        const distance = Math.max(Math.abs(row - middle), Math.abs(column - middle));
        if (distance > tile) expect(Number.isFinite(value), `${row}, ${column}`).to.equal(true);
        if (distance <= 1) expect(Number.isFinite(value), `${row}, ${column}`).to.equal(false);
      });
      const gradient = tf.grad((filter: tf.Tensor) =>
        tf.conv2d(tf.tensor4d(spoiled, X), filter as tf.Tensor4D, 1, 1),
      );
      const dfilter = gradient(taps, slopes).dataSync();
      dfilter.forEach((value, i) => {
        const channel = Math.floor(i / OUTPUTS) % CHANNELS;
        expect(Number.isFinite(value), `channel ${channel}`).to.equal(channel > 0);
      });
    });
  });
}

describe('convolutions of 7 × 7 windows two pixels apart', () => {
  before(() => startDevice('wasm'));

  it('let what is no number reach two outputs farther than its window, and only taps that meet it at other outputs', () => {
    const generator = new Generator(6);
    const [x, taps, slopes] = [
      uniform([1, 36, 36, 1], -1, 1, generator),
      tf.tensor4d(uniform([7, 7, 1, 4], -1, 1, generator), [7, 7, 1, 4]),
      tf.tensor4d(uniform([1, 18, 18, 4], -1, 1, generator), [1, 18, 18, 4]),
    ];
    x[18 * 36 + 18] = Infinity; // seen by outputs 8, 9 and 10 through taps 5, 3 and 1
    const spoiled = tf.tensor4d(x, [1, 36, 36, 1]);
    const convolve = (filter: tf.Tensor): tf.Tensor => tf.conv2d(spoiled, filter as tf.Tensor4D, 2, 3);
    convolve(taps)
      .dataSync()
      .forEach((value, i) => {
        const distance = Math.max(
          ...[Math.floor(i / 72), Math.floor(i / 4) % 18].map((y) => Math.abs(y - 9)),
        );
        if (distance <= 1) expect(Number.isFinite(value), `output ${i}`).to.equal(false);
        if (distance > 3) expect(Number.isFinite(value), `output ${i}`).to.equal(true);
      });
    const dfilter = tf.grad(convolve)(taps, slopes).dataSync();
    dfilter.forEach((value, i) => {
      const isMet = [Math.floor(i / 28), Math.floor(i / 4) % 7].every((tap) => tap % 2 === 1);
      expect(Number.isFinite(value), `tap ${i}`).to.equal(!isMet);
    });
  });
});
