import { expect } from 'chai';
import * as tf from '@tensorflow/tfjs-core';

import { startDevice } from '../../device';
import { backends } from '../../device/backends';
import { Parameter } from '../../nn';
import { Adam, OneCycleLR, type AdamOptions } from '../../optim';
import { expected } from '../support/expected';
import { largestDifference } from '../support/finite-differences';

const { steps, rounding } = expected<{ steps: { data: number[] }[]; rounding: number }>(
  'optim-adam-one-cycle',
);

/** Float32 steps of 3e-3 on numbers up to 3, whose own spacing is 2.4e-7: two of them, or PyTorch's distance to float64. */
const TOLERANCE = Math.max(2 * 2.4e-7, 2 * rounding);

for (const { name: device, probe } of backends) {
  describe(`Adam on ${device}`, () => {
    before(async function () {
      if (!(await probe()).available) this.skip();
      await startDevice(device);
    });

    it("moves as PyTorch's under a one-cycle schedule", () => {
      const { parameter, optimizer, scheduler } = setUp();
      for (const [k, { data }] of steps.entries()) {
        step(optimizer, parameter, k + 1);
        scheduler.step();
        expect(largestDifference(parameter.value.dataSync(), data), `after step ${k + 1}`).to.be.below(
          TOLERANCE,
        );
      }
    });

    it('goes on from its saved state exactly as if it had not stopped', () => {
      const [whole, stopped] = [setUp(), setUp()];
      for (const k of [1, 2, 3, 4]) step(whole.optimizer, whole.parameter, k);
      for (const k of [1, 2]) step(stopped.optimizer, stopped.parameter, k);
      const resumed = new Adam([stopped.parameter], {
        lr: stopped.optimizer.lr,
        betas: stopped.optimizer.betas,
      });
      resumed.loadStateDict(stopped.optimizer.stateDict());
      for (const k of [3, 4]) step(resumed, stopped.parameter, k);
      expect([...stopped.parameter.value.dataSync()]).to.deep.equal([...whole.parameter.value.dataSync()]);
    });

    it('forgets an old gradient when beta1 is 0, however large it was', () => {
      const parameter = new Parameter({ shape: [1], init: () => Float32Array.of(0) });
      const optimizer = new Adam([parameter], { betas: [0, 0.999] });
      for (const gradient of [1e3, 1e-5]) optimizer.step(new Map([[parameter, tf.tensor1d([gradient])]]));
      expect(optimizer.stateDict().get('0.exp_avg')!.data[0]).to.equal(Math.fround(1e-5));
    });

    it('leaves a parameter without a gradient alone and counts no step for it', () => {
      const { parameter, optimizer } = setUp();
      optimizer.step(new Map());
      expect([...parameter.value.dataSync()]).to.deep.equal([1, -2, 3]);
      expect(optimizer.stateDict().size).to.equal(0);
    });

    it('keeps two tensors for each parameter and frees them', () => {
      const { parameter, optimizer } = setUp();
      const before = tf.memory().numTensors;
      for (const k of [1, 2, 3]) step(optimizer, parameter, k);
      expect(tf.memory().numTensors).to.equal(before + 2);
      optimizer.dispose();
      expect(tf.memory().numTensors).to.equal(before);
    });
  });
}

describe('Adam', () => {
  const refusals: [options: AdamOptions, message: string][] = [
    [{ lr: -1 }, 'Invalid learning rate: -1.'],
    [{ lr: NaN }, 'Invalid learning rate: NaN.'],
    [{ lr: Infinity }, 'Invalid learning rate: Infinity.'],
    [{ eps: -1 }, 'Invalid epsilon value: -1.'],
    [{ betas: [1, 1] }, 'Invalid beta parameter at index 0: 1.'],
    [{ betas: [0.9, -0.1] }, 'Invalid beta parameter at index 1: -0.1.'],
  ];
  for (const [options, message] of refusals) {
    it(`says "${message}"`, () => {
      expect(() => new Adam([], options)).to.throw(RangeError, message);
    });
  }

  it('takes no step with a learning rate that was made NaN later', () => {
    const optimizer = new Adam([]);
    optimizer.lr = NaN;
    expect(() => optimizer.step(new Map())).to.throw(RangeError, 'Invalid learning rate: NaN.');
  });
});

function setUp(): { parameter: Parameter; optimizer: Adam; scheduler: OneCycleLR } {
  const parameter = new Parameter({ shape: [3], init: () => Float32Array.of(1, -2, 3) });
  // Onto the device now, so that counting tensors later counts the optimizer's.
  void parameter.value;
  const optimizer = new Adam([parameter]);
  return {
    parameter,
    optimizer,
    scheduler: new OneCycleLR(optimizer, { maxLr: 3e-3, totalSteps: 6, pctStart: 0.5 }),
  };
}

/** The k-th gradient of fixtures/toolkit/generate/optim_steps.py. */
function step(optimizer: Adam, parameter: Parameter, k: number): void {
  const gradient = tf.tensor1d([0.1 * k, -0.2, 0.3 * (-1) ** (k - 1)]);
  optimizer.step(new Map([[parameter, gradient]]));
  gradient.dispose();
}
