/**
 * Computes with the tensorflow device and compares with numbers known by heart; run as a program, because an
 * addon that does not fit ends the process. Prints one line of JSON: the library's version and the processor.
 */
import * as tf from '@tensorflow/tfjs-core';

import { startDevice } from '../device/device';
import { tensorflowUsesGpu, tensorflowVersion } from '../device/backends/tensorflow';

async function verify(): Promise<void> {
  await startDevice('tensorflow');
  expectNumbers('matMul', tf.matMul(A, A), [7, 10, 15, 22]);
  const image = tf.ones<tf.Rank.R4>([1, 3, 3, 1]);
  const filter = tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1]);
  expectNumbers('conv2d', tf.conv2d(image, filter, 1, 'valid'), [10, 10, 10, 10]);
  const loss = (w: tf.Tensor): tf.Scalar =>
    tf
      .conv2d(image, w as tf.Tensor4D, 1, 'valid')
      .square()
      .sum();
  // d/dw of the sum of four squares of 10: 2 * 10 * 4 ones.
  expectNumbers('gradient of conv2d', tf.grad(loss)(filter), [80, 80, 80, 80]);
  const processor = tensorflowUsesGpu() ? 'gpu' : 'cpu';
  process.stdout.write(`${JSON.stringify({ version: tensorflowVersion(), processor })}\n`);
}

const A: tf.TensorLike = [
  [1, 2],
  [3, 4],
];

function expectNumbers(what: string, got: tf.Tensor, expected: number[]): void {
  const numbers = [...got.dataSync()];
  if (numbers.some((value, i) => Math.abs(value - expected[i]) > 1e-4)) {
    throw new Error(`${what} gave ${numbers.join(', ')} instead of ${expected.join(', ')}`);
  }
}

verify().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
