import { expect, suite } from 'boletim/suite';
import type { Lab } from '../../../../assignments/warmup/lab';

// canary: warmup-hidden-5d0c9e7b42
suite<Lab>('mean', ({ test }) => {
  test('large-numbers', 'the mean of two large numbers', async ({ evaluate }) => {
    expect(await evaluate(({ mean }) => mean([1e15, 3e15]))).to.equal(2e15);
  });
});
