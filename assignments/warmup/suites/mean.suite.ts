import { expect, suite } from 'boletim/suite';
import type { Lab } from '../lab';

// The function inside evaluate() runs beside your code; expect() runs where your code cannot reach.
suite<Lab>('mean', ({ test }) => {
  // The simplest case: (1 + 2 + 6) / 3.
  test('whole-numbers', 'the mean of 1, 2 and 6 is 3', async ({ evaluate }) => {
    expect(await evaluate(({ mean }) => mean([1, 2, 6]))).to.equal(3);
  });

  // 0.1 + 0.2 is not exactly 0.3 in any language that computes in binary: the tolerance is one of rounding.
  test('fractions', 'fractions and negative numbers', async ({ evaluate }) => {
    const result = await evaluate(({ mean }, { values }) => mean(values), { values: [0.1, 0.2, -0.6] });
    expect(result).to.be.a('number').closeTo(-0.1, 1e-12);
  });

  test(
    'empty-list',
    'the mean of nothing is 0',
    async ({ evaluate }) => {
      // The second list keeps a function that always returns 0 from passing.
      expect(await evaluate(({ mean }) => [mean([]), mean([7])])).to.deep.equal([0, 7]);
    },
    { hint: '0 / 0 is NaN: treat the empty list first.' },
  );
});
