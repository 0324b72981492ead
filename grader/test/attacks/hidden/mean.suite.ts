import { expect, suite } from '@boletim/grader/suite';
import type { Lab } from '../../../../assignments/warmup/lab';

suite<Lab>('mean', ({ test, random }) => {
  test('drawn-numbers', { title: 'the mean of drawn numbers' }, async ({ evaluate }) => {
    const values = [...random('values').uniform([5], 1, 9).data];
    const result = await evaluate(({ mean }, { values }) => mean(values), { values });
    const sum = values.reduce((total, value) => total + value, 0);
    expect(result)
      .to.be.a('number')
      .closeTo(sum / values.length, 1e-9);
  });
});
