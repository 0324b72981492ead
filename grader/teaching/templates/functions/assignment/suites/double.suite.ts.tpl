import { expect, suite } from '@boletim/grader/suite';
import type { Lab } from '../lab';

// The function inside evaluate() runs beside your code; expect() runs where your code cannot reach.
suite<Lab>('double', ({ test }) => {
  test('whole-numbers', { title: 'twice 21 is 42' }, async ({ evaluate }) => {
    expect(await evaluate(({ double }) => double(21))).to.equal(42);
  });

  test('negative-numbers', { title: 'twice -1.5 is -3' }, async ({ evaluate }) => {
    expect(await evaluate(({ double }, { value }) => double(value), { value: -1.5 })).to.equal(-3);
  });
});
