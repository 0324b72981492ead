import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { onDevice, startDevice } from '../../../device';
import { conv2d } from '../../../nn/functional/conv2d';
import { Generator, uniform } from '../../../random';
import { relativeDifference } from '../../support/tensors';
import { largestDifference, numericGradient } from '../../support/finite-differences';
import { convolutionGradients, CONVOLUTIONS, type Shape } from '../../support/convolutions';

describe('the gradients of the kernels of wasm', function () {
  // The cpu's kernels take their time.
  this.timeout(120_000);

  before(async () => {
    await startDevice('cpu');
    await startDevice('wasm');
  });

  it(`are those of the cpu kernels for ${CONVOLUTIONS.length} convolutions`, () => {
    for (const convolution of CONVOLUTIONS) {
      const [wasm, cpu] = [
        convolutionGradients(convolution),
        onDevice('cpu', () => convolutionGradients(convolution)),
      ];
      for (const i of [0, 1]) {
        expect(wasm[i].shape, JSON.stringify(convolution)).to.deep.equal(cpu[i].shape);
        const difference = relativeDifference(wasm[i].dataSync(), cpu[i].dataSync());
        expect(difference, JSON.stringify(convolution)).to.be.below(2e-6);
      }
    }
  });

  it('add up the gradients of more images than are rearranged at a time', () => {
    const [n, side, channels] = [8, 128, 32];
    const generator = new Generator(1);
    const x = uniform([n, side, side, channels], -1, 1, generator);
    const dy = uniform([n, side, side, 16], -1, 1, generator);
    const gradient = (from: number, to: number): Float32Array => {
      const part = (numbers: Float32Array, depth: number): tf.Tensor4D => {
        const size = side * side * depth;
        return tf.tensor4d(numbers.subarray(from * size, to * size), [to - from, side, side, depth]);
      };
      const attrs = {
        ...{ strides: [1, 1], pad: 1, dataFormat: 'NHWC' },
        filterShape: [3, 3, channels, 16],
      };
      const inputs = { x: part(x, channels), dy: part(dy, 16) };
      return (
        tf.engine().runKernel(tf.Conv2DBackpropFilter, inputs, attrs) as tf.Tensor
      ).dataSync<'float32'>();
    };
    const sum = new Float64Array(9 * channels * 16);
    for (let i = 0; i < n; i++) gradient(i, i + 1).forEach((value, k) => (sum[k] += value));
    expect(relativeDifference(gradient(0, n), Float32Array.from(sum))).to.be.below(1e-4);
  });

  for (const [kernel, stride, padding] of [
    [3, 1, 1],
    [3, 2, 1],
    [7, 2, 3],
    [2, 1, 1],
    [5, 3, 4],
  ]) {
    it(`see zeros around an image, as the cpu kernel does: kernel ${kernel}, stride ${stride}, padding ${padding}`, () => {
      const convolve = () => {
        const generator = new Generator(1);
        const x = tf.tensor4d(uniform([2, 9, 8, 3], -1, 1, generator), [2, 9, 8, 3]);
        const filterShape: Shape = [kernel, kernel, 3, 4];
        const filter = tf.tensor4d(uniform(filterShape, -1, 1, generator), filterShape);
        return conv2d(x, filter, { stride, padding });
      };
      const [wasm, cpu] = [convolve(), onDevice('cpu', convolve)];
      expect(wasm.shape).to.deep.equal(cpu.shape);
      expect(relativeDifference(wasm.dataSync(), cpu.dataSync())).to.be.below(1e-6);
    });
  }

  it('are those that finite differences give', () => {
    const generator = new Generator(1);
    const [x, filter] = [uniform([1, 5, 4, 2], -1, 1, generator), uniform([3, 3, 2, 2], -1, 1, generator)];
    const pull = uniform([1, 2, 1, 2], -1, 1, generator);
    const [dx, dfilter] = tf.grads((x, filter) =>
      tf.sum(
        tf.mul(
          tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 2, 'valid'),
          tf.tensor4d(pull, [1, 2, 1, 2]),
        ),
      ),
    )([tf.tensor4d(x, [1, 5, 4, 2]), tf.tensor4d(filter, [3, 3, 2, 2])]);
    const loss = (x: ArrayLike<number>, filter: ArrayLike<number>): number => pulled(x, filter, pull);
    expect(
      largestDifference(
        dx.dataSync(),
        numericGradient((x) => loss(x, filter), x),
      ),
    ).to.be.below(1e-6);
    expect(
      largestDifference(
        dfilter.dataSync(),
        numericGradient((filter) => loss(x, filter), filter),
      ),
    ).to.be.below(1e-6);
  });

  for (const [pad, channels] of [
    ['valid', 3],
    ['same', 3],
    [1, 3],
    [1, 4],
    ['same', 9],
  ] as const) {
    it(`send max pooling's gradient where the cpu kernel sends it, with padding ${pad}, ${channels} channels`, () => {
      const gradient = (): tf.Tensor => {
        const shape: Shape = [2, 7, 6, channels];
        const x = tf.tensor4d(uniform(shape, -2, 1, new Generator(1)), shape);
        return tf.grad((x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, 3, 2, pad))(x);
      };
      expect([...gradient().dataSync()]).to.deep.equal([...onDevice('cpu', gradient).dataSync()]);
    });
  }
});

/** Σ pull·conv2d(x, filter, 2, 'valid') for the shapes of the test, in float64. */
function pulled(x: ArrayLike<number>, filter: ArrayLike<number>, pull: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < 2; row++) {
    for (let tap = 0; tap < 36; tap++) {
      const [a, b, i, o] = [Math.floor(tap / 12), Math.floor(tap / 4) % 3, Math.floor(tap / 2) % 2, tap % 2];
      sum += pull[row * 2 + o] * filter[tap] * x[((row * 2 + a) * 4 + b) * 2 + i];
    }
  }
  return sum;
}
