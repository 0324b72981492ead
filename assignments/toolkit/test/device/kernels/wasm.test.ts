import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { onDevice, startDevice, to } from '../../../device';
import { FUSED, runFused } from '../../../device/kernels';
import { Generator, uniform } from '../../../random';
import { relativeDifference } from '../../support/tensors';
import { convolve, CONVOLUTIONS, convolutionGradients } from '../../support/convolutions';

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

function heapBytes(): number {
  const { wasm } = tf.findBackend('wasm') as tf.KernelBackend & { wasm: { HEAPU8: Uint8Array } };
  return wasm.HEAPU8.length;
}
