import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { onDevice, startDevice, to } from '../../../device';
import { FUSED, runFused } from '../../../device/kernels';
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

const CONVOLUTIONS: Convolution[] = [
  ...KERNELS.flatMap((kernel) => [
    ...[1, 2, 3].flatMap((stride) => PADS.map((pad) => convolution(kernel, [stride, stride], pad))),
    // With padding in numbers, tfjs reckons with one stride for both directions.
    convolution(kernel, [2, 1], 'valid'),
    convolution(kernel, [1, 2], 'same'),
  ]),
  // Panels of 16 outputs, whole and in part; pairs of channels with and without a partner.
  ...[1, 2, 8].flatMap((channels) =>
    [1, 15, 16, 17, 40].map((outputs): Convolution => {
      return { shape: [1, 5, 9, channels], filterShape: [3, 3, channels, outputs], strides: [1, 1], pad: 1 };
    }),
  ),
  // Enough tiles for Winograd's algorithm, with odd and even sides, and outputs that are no whole panel.
  ...([1, 'valid', 'same', 2] as const).flatMap((pad) =>
    [
      [4, 16],
      [8, 20],
      [20, 4],
      [16, 36],
    ].map(([channels, outputs]): Convolution => {
      const [h, w] = channels === 8 ? [11, 14] : [12, 13];
      return { shape: [2, h, w, channels], filterShape: [3, 3, channels, outputs], strides: [1, 1], pad };
    }),
  ),
  // Blocks of tiles that end within an image, and one that does not.
  { shape: [3, 17, 15, 4], filterShape: [3, 3, 4, 4], strides: [1, 1], pad: 1 },
  // Windows that see nothing but padding, along the width and along the height.
  { shape: [2, 7, 1, 4], filterShape: [1, 1, 4, 4], strides: [3, 3], pad: 1 },
  { shape: [2, 1, 7, 4], filterShape: [1, 1, 4, 4], strides: [3, 3], pad: 1 },
];

describe('the kernels of wasm', () => {
  before(async () => {
    await startDevice('cpu');
    await startDevice('wasm');
  });

  it(`have the outputs of the cpu kernels for ${CONVOLUTIONS.length} convolutions`, () => {
    for (const convolution of CONVOLUTIONS) {
      const [wasm, cpu] = [convolve(convolution), onDevice('cpu', () => convolve(convolution))];
      expect(wasm.shape, JSON.stringify(convolution)).to.deep.equal(cpu.shape);
      const difference = relativeDifference(wasm.dataSync(), cpu.dataSync());
      expect(difference, JSON.stringify(convolution)).to.be.below(2e-6);
    }
  });

  it('leave filters with gaps and images of no pixels to the backend', () => {
    const dilated = (): tf.Tensor => {
      const x = tf.tensor4d(uniform(5 * 5, -1, 1, new Generator(1)), [1, 5, 5, 1]);
      return tf.conv2d(x, tf.ones([2, 2, 1, 1]) as tf.Tensor4D, 1, 'valid', 'NHWC', 2);
    };
    const difference = relativeDifference(dilated().dataSync(), onDevice('cpu', dilated).dataSync());
    expect(difference).to.be.below(1e-6);
    const none = tf.conv2d(tf.zeros([0, 9, 9, 4]) as tf.Tensor4D, tf.ones([3, 3, 4, 4]) as tf.Tensor4D, 1, 1);
    expect(none.shape).to.deep.equal([0, 9, 9, 4]);
  });

  it('keep what is no number in its own image', () => {
    const images = uniform([2, 12, 12, 4], -1, 1, new Generator(1));
    images[7] = NaN;
    const filter = tf.ones([3, 3, 4, 4]) as tf.Tensor4D;
    const y = tf.conv2d(tf.tensor4d(images, [2, 12, 12, 4]), filter, 1, 1).dataSync();
    expect(Number.isNaN(y[7])).to.equal(true);
    expect(y.subarray(y.length / 2).some(Number.isNaN)).to.equal(false);
  });

  for (const channels of [1, 3, 4, 6, 8]) {
    it(`normalise ${channels} channels as the cpu kernel does, with and without scale and offset`, () => {
      const normalise = (isScaled: boolean): tf.Tensor => {
        const generator = new Generator(3);
        const vector = (low: number): tf.Tensor1D => tf.tensor1d(uniform(channels, low, 2, generator));
        const x = tf.tensor4d(uniform([2, 5, 3, channels], -2, 2, generator), [2, 5, 3, channels]);
        const [mean, variance, offset, scale] = [vector(-1), vector(0.5), vector(-1), vector(-1)];
        return tf.batchNorm(x, mean, variance, ...(isScaled ? [offset, scale] : []));
      };
      for (const isScaled of [true, false]) {
        const [wasm, cpu] = [normalise(isScaled), onDevice('cpu', () => normalise(isScaled))];
        expect(relativeDifference(wasm.dataSync(), cpu.dataSync())).to.be.below(1e-6);
      }
    });
  }

  it('normalise by statistics of other shapes, too', () => {
    const normalise = (): tf.Tensor => {
      const x = tf.tensor4d(uniform([1, 2, 2, 3], -2, 2, new Generator(3)), [1, 2, 2, 3]);
      return tf.batchNorm(x, tf.fill(x.shape, 0.5) as tf.Tensor4D, tf.fill(x.shape, 4) as tf.Tensor4D);
    };
    expect(relativeDifference(normalise().dataSync(), onDevice('cpu', normalise).dataSync())).to.be.below(
      1e-6,
    );
  });

  for (const shape of [
    [20, 3, 7, 7],
    [16, 4, 3, 3],
    [33, 5, 1, 1],
    [1, 1, 2, 2],
  ]) {
    it(`arrange a filter of shape [${shape.join(', ')}] as the device wants it`, () => {
      const filter = tf.tensor(uniform(shape, -1, 1, new Generator(1)), shape);
      const arranged = runFused(FUSED.toHwio, { x: filter })[0];
      const expected = onDevice('cpu', () => tf.transpose(to(filter, 'cpu'), [2, 3, 1, 0]));
      expect(arranged.shape).to.deep.equal(expected.shape);
      expect([...arranged.dataSync()]).to.deep.equal([...expected.dataSync()]);
    });
  }

  it("let relu's gradient pass where the output is positive or no number, as PyTorch does", () => {
    const y = tf.tensor1d([-1, 0, 2, NaN, 3]);
    const dx = runFused(FUSED.reluGrad, { dy: tf.tensor1d([5, 6, 7, 8, 9]), y })[0];
    expect([...dx.dataSync()]).to.deep.equal([0, 0, 7, 8, 9]);
  });

  it('let NaN of either sign through relu, as PyTorch does', () => {
    // What a processor makes of ∞ − ∞ has its sign set; what is written as NaN has not.
    const signed = tf.sub(tf.fill([5], Infinity), tf.fill([5], Infinity));
    for (const x of [signed, tf.fill([5], NaN)]) {
      expect([...tf.relu(x).dataSync()].every(Number.isNaN)).to.equal(true);
    }
    expect([...tf.relu(tf.tensor1d([-Infinity, -1, -0, 2, Infinity])).dataSync()]).to.deep.equal([
      0,
      0,
      0,
      2,
      Infinity,
    ]);
  });

  it('leave relu of whole numbers to the backend', () => {
    const y = tf.relu(tf.tensor1d([-3, 0, 4], 'int32'));
    expect(y.dtype).to.equal('int32');
    expect([...y.dataSync()]).to.deep.equal([0, 0, 4]);
  });

  it('share the numbers of a copy until one of the two is freed', () => {
    const x = tf.tensor1d([1, 2, 3]);
    const copy = tf.clone(x);
    x.dispose();
    expect([...copy.dataSync()]).to.deep.equal([1, 2, 3]);
    const before = tf.memory().numBytes;
    copy.dispose();
    expect(tf.memory().numBytes).to.equal(before - 12);
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

function operands({ shape, filterShape }: Convolution, generator: Generator): [tf.Tensor4D, tf.Tensor4D] {
  const x = tf.tensor4d(uniform(shape, -1, 1, generator), shape);
  return [x, tf.tensor4d(uniform(filterShape, -1, 1, generator), filterShape)];
}

function convolve(convolution: Convolution): tf.Tensor {
  const [x, filter] = operands(convolution, new Generator(2));
  return tf.conv2d(x, filter, convolution.strides, convolution.pad);
}

/** dx and dfilter with ones flowing in. */
function convolutionGradients(convolution: Convolution): tf.Tensor[] {
  const { strides, pad } = convolution;
  const generator = new Generator(2);
  const [x, filter] = operands(convolution, generator);
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
