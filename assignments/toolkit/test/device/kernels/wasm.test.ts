import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { onDevice, startDevice, to } from '../../../device';
import { conv2d } from '../../../nn/functional/conv2d';
import { Generator, uniform } from '../../../random';
import { relativeDifference } from '../../support/tensors';
import { largestDifference, numericGradient } from '../../support/finite-differences';

type Shape = [number, number, number, number];
type Pad = number | 'valid' | 'same';

interface Convolution {
  shape: Shape;
  filterShape: Shape;
  strides: [number, number];
  pad: Pad;
}

const KERNELS = [1, 2, 3, 5];
const PADS: Pad[] = ['valid', 'same', 1, 2];
const convolution = (kernel: number, strides: [number, number], pad: Pad): Convolution => {
  return { shape: [2, 7, 6, 3], filterShape: [kernel, kernel, 3, 4], strides, pad };
};

const CONVOLUTIONS: Convolution[] = KERNELS.flatMap((kernel) => [
  ...[1, 2, 3].flatMap((stride) => PADS.map((pad) => convolution(kernel, [stride, stride], pad))),
  // With padding in numbers, tfjs reckons with one stride for both directions.
  convolution(kernel, [2, 1], 'valid'),
  convolution(kernel, [1, 2], 'same'),
]);

describe('the kernels of wasm', () => {
  before(async () => {
    await startDevice('cpu');
    await startDevice('wasm');
  });

  it(`have the gradients of the cpu kernels for ${CONVOLUTIONS.length} convolutions`, () => {
    for (const convolution of CONVOLUTIONS) {
      const [wasm, cpu] = [
        convolutionGradients(convolution),
        onDevice('cpu', () => convolutionGradients(convolution)),
      ];
      for (const i of [0, 1]) {
        expect(wasm[i].shape, JSON.stringify(convolution)).to.deep.equal(cpu[i].shape);
        const difference = relativeDifference(wasm[i].dataSync(), cpu[i].dataSync());
        expect(difference, JSON.stringify(convolution)).to.be.below(1e-6);
      }
    }
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

  it('have the gradients that finite differences give', () => {
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

  for (const pad of ['valid', 'same', 1] as const) {
    it(`send max pooling's gradient where the cpu kernel sends it, with padding ${pad}`, () => {
      const gradient = (): tf.Tensor => {
        const x = tf.tensor4d(uniform([2, 7, 6, 3], -2, 1, new Generator(1)), [2, 7, 6, 3]);
        return tf.grad((x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, 3, 2, pad))(x);
      };
      expect([...gradient().dataSync()]).to.deep.equal([...onDevice('cpu', gradient).dataSync()]);
    });
  }

  it('take tensors that live on another device', () => {
    const x = onDevice('cpu', () => tf.tensor4d(uniform(32, -2, -1, new Generator(1)), [1, 4, 4, 2]));
    const there = to(x, 'wasm');
    const pool = tf.grad((x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'));
    expect([...pool(x).dataSync()]).to.deep.equal([...pool(there).dataSync()]);
  });

  it('do not take more of the heap step after step', () => {
    const step = (): void =>
      tf.tidy(
        () =>
          void convolutionGradients({
            shape: [4, 33, 33, 16],
            filterShape: [3, 3, 16, 16],
            strides: [2, 2],
            pad: 1,
          }),
      );
    for (let i = 0; i < 3; i++) step();
    const before = heapBytes();
    for (let i = 0; i < 30; i++) step();
    expect(heapBytes()).to.equal(before);
  });
});

/** dx and dfilter with ones flowing in. */
function convolutionGradients({ shape, filterShape, strides, pad }: Convolution): tf.Tensor[] {
  const generator = new Generator(2);
  const x = tf.tensor4d(uniform(shape, -1, 1, generator), shape);
  const filter = tf.tensor4d(uniform(filterShape, -1, 1, generator), filterShape);
  const y = tf.conv2d(x, filter, strides, pad);
  const dy = tf.tensor4d(uniform(y.shape, -1, 1, generator), y.shape);
  return tf.grads((x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad))(
    [x, filter],
    dy,
  );
}

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

function heapBytes(): number {
  const { wasm } = tf.findBackend('wasm') as tf.KernelBackend & { wasm: { HEAPU8: Uint8Array } };
  return wasm.HEAPU8.length;
}
