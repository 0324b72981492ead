import { expect } from 'chai';

import { OneCycleLR } from '../../optim';
import { expected } from '../support/expected';

describe('OneCycleLR', () => {
  const optimizer = () => ({ lr: 1e-3, betas: [0.9, 0.999] as [number, number] });

  for (const { batches, ...options } of expected<Cycle[]>('optim-one-cycle')) {
    const { totalSteps, maxLr, pctStart } = options;
    it(`sets PyTorch's learning rate and beta1 for ${totalSteps} batches to ${maxLr}, rising in ${pctStart}`, () => {
      const given = optimizer();
      const scheduler = new OneCycleLR(given, options);
      for (const [t, [lr, beta1]] of batches.entries()) {
        // The cosines of two C libraries may differ in the last digit of a float64.
        expect(given.lr, `lr of batch ${t}`).to.be.closeTo(lr, 1e-15);
        expect(given.betas[0], `beta1 of batch ${t}`).to.be.closeTo(beta1, 1e-15);
        expect(given.betas[1]).to.equal(0.999);
        scheduler.step();
      }
    });
  }

  it('starts at the peak when the warm-up is exactly one step, where PyTorch divides by zero', () => {
    const given = optimizer();
    const scheduler = new OneCycleLR(given, { maxLr: 1, totalSteps: 20, pctStart: 0.05 });
    expect([given.lr, given.betas[0]]).to.deep.equal([1, 0.85]);
    scheduler.step();
    expect(given.lr).to.be.within(0.98, 0.9999);
  });

  it('takes epochs times steps per epoch as its length', () => {
    const { totalSteps } = new OneCycleLR(optimizer(), { maxLr: 1, epochs: 2, stepsPerEpoch: 5 });
    expect(totalSteps).to.equal(10);
  });

  it('may be stepped after the last batch, but only once', () => {
    const scheduler = new OneCycleLR(optimizer(), { maxLr: 1, totalSteps: 2 });
    scheduler.step();
    scheduler.step();
    expect(() => scheduler.step()).to.throw(RangeError, 'The cycle has 2 steps; step 3 is one too many.');
  });

  it('goes on at any batch as if it had come there step by step', () => {
    const [walked, jumped] = [optimizer(), optimizer()];
    const walking = new OneCycleLR(walked, { maxLr: 1, totalSteps: 9 });
    for (let t = 0; t < 5; t++) walking.step();
    new OneCycleLR(jumped, { maxLr: 1, totalSteps: 9 }).resumeAt(5);
    expect(jumped).to.deep.equal(walked);
  });

  for (const options of [{}, { totalSteps: 0 }, { totalSteps: 1.5 }, { epochs: 3 }]) {
    it(`refuses the length ${JSON.stringify(options)}`, () => {
      expect(() => new OneCycleLR(optimizer(), { maxLr: 1, ...options })).to.throw(
        RangeError,
        /needs totalSteps, or/,
      );
    });
  }

  for (const [options, message] of [
    [{ pctStart: 1 }, 'pctStart must be at least 0 and less than 1, got 1'],
    [{ pctStart: 2 }, 'pctStart must be at least 0 and less than 1, got 2'],
    [{ pctStart: -1 }, 'pctStart must be at least 0 and less than 1, got -1'],
    [{ maxMomentum: 1 }, 'maxMomentum must be at least 0 and less than 1, got 1'],
    [{ maxLr: -1 }, 'maxLr must be a positive number, got -1'],
    [{ divFactor: 0 }, 'divFactor must be a positive number, got 0'],
  ] as const) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      expect(() => new OneCycleLR(optimizer(), { maxLr: 1, totalSteps: 10, ...options })).to.throw(
        RangeError,
        `OneCycleLR: ${message}.`,
      );
    });
  }
});

interface Cycle {
  totalSteps: number;
  maxLr: number;
  pctStart: number;
  batches: [lr: number, beta1: number][];
}
