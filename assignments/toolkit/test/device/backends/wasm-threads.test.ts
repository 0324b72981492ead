import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** What a training step of a small network gives in a process of its own: the count of threads is set only once. */
function trainingStep(threads: number): { status: number | null; stderr: string; result: Result } {
  const program = `
    const tf = require('@tensorflow/tfjs-core');
    const { startDevice } = require('./assignments/toolkit/device');
    const { Conv2d, BatchNorm2d, Sequential, maxPool2d } = require('./assignments/toolkit/nn');
    const { manualSeed, uniform } = require('./assignments/toolkit/random');
    startDevice('wasm', { threads: ${threads} }).then(() => {
      manualSeed(1);
      const model = new Sequential(
        new Conv2d(3, 16, 3, { padding: 1 }),
        new BatchNorm2d(16),
        new Conv2d(16, 20, 3, { padding: 1 }),
        new Conv2d(20, 8, 3, { stride: 2, padding: 1 }),
      );
      const x = tf.tensor4d(uniform(4 * 32 * 32 * 3), [4, 32, 32, 3]);
      const loss = () => tf.mean(tf.square(maxPool2d(model.call(x), 3, { stride: 2, padding: 1 })));
      const { value, grads } = tf.variableGrads(loss, model.parameters().map(({ value }) => value));
      const { getThreadsCount } = require('@tensorflow/tfjs-backend-wasm');
      const numbers = [value, ...Object.values(grads)].flatMap((tensor) => [...tensor.dataSync()]);
      console.log(JSON.stringify({ threads: getThreadsCount(), numbers }));
    });`;
  const args = ['--require', './grader/loader/register.js', '--eval', program];
  const cwd = path.resolve(__dirname, '../../../../..');
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    timeout: 15000,
  });
  return { status, stderr, result: JSON.parse(stdout || '{}') as Result };
}

interface Result {
  threads: number;
  numbers: number[];
}

describe('the threads of wasm', () => {
  it('compute what one thread computes, print nothing and let the process end', () => {
    const [one, ...others] = [1, 2, 3].map(trainingStep);
    for (const [i, { status, stderr, result }] of others.entries()) {
      expect([status, stderr]).to.deep.equal([0, '']);
      expect(result.threads).to.equal(i + 2);
      // Outputs are shared out, sums are not.
      expect(result.numbers).to.deep.equal(one.result.numbers);
    }
  });

  for (const threads of [0, 9, 1.5]) {
    it(`refuse to be ${threads}`, () => {
      const { status, stderr } = trainingStep(threads);
      expect(status).to.equal(1);
      expect(stderr).to.include(
        `Device 'wasm' did not start: threads is a whole number from 1 to 8, got ${threads}`,
      );
    });
  }
});
