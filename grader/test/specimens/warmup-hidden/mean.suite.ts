import { expect, suite } from '@boletim/grader/suite';
import type { Lab } from '../../../../assignments/warmup/lab';

// canary: warmup-hidden-5d0c9e7b42
suite<Lab>('mean', ({ test, random }) => {
  test('large-numbers', { title: 'the mean of two large numbers' }, async ({ evaluate }) => {
    expect(await evaluate(({ mean }) => mean([1e15, 3e15]))).to.equal(2e15);
  });

  test('drawn-numbers', { title: 'the mean of drawn numbers' }, async ({ evaluate, reference }) => {
    const values = [...random('values').uniform([5], 1, 9).data];
    const meanOf = ({ mean }: Lab, { values }: { values: number[] }) => mean(values);
    const result = await evaluate(meanOf, { values });
    expect(result)
      .to.be.a('number')
      .closeTo(await reference(meanOf, { values }), 1e-9);
  });
});
