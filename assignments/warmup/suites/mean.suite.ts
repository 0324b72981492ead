import { expect, suite } from 'boletim/suite';
import type { Lab } from '../lab';

// The function inside evaluate() runs beside your code; expect() runs where your code cannot reach.
suite<Lab>('mean', ({ test }) => {
  // The simplest case: (1 + 2 + 6) / 3.
  test(
    'whole-numbers',
    { title: { en: 'the mean of 1, 2 and 6 is 3', 'pt-BR': 'a média de 1, 2 e 6 é 3' } },
    async ({ evaluate }) => {
      expect(await evaluate(({ mean }) => mean([1, 2, 6]))).to.equal(3);
    },
  );

  // 0.1 + 0.2 is not exactly 0.3 in any language that computes in binary: the tolerance is one of rounding.
  test(
    'fractions',
    { title: { en: 'fractions and negative numbers', 'pt-BR': 'frações e números negativos' } },
    async ({ evaluate }) => {
      const result = await evaluate(({ mean }, { values }) => mean(values), { values: [0.1, 0.2, -0.6] });
      expect(result).to.be.a('number').closeTo(-0.1, 1e-12);
    },
  );

  test(
    'empty-list',
    {
      title: { en: 'the mean of nothing is 0', 'pt-BR': 'a média de nada é 0' },
      hint: {
        en: 'What is the length of an empty list, and what is divided by it?',
        'pt-BR': 'Qual é o comprimento de uma lista vazia, e o que é dividido por ele?',
      },
    },
    async ({ evaluate }) => {
      // The second list keeps a function that always returns 0 from passing.
      expect(await evaluate(({ mean }) => [mean([]), mean([7])])).to.deep.equal([0, 7]);
    },
  );
});
