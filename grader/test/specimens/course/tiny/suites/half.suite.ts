import { expect, suite } from '@boletim/grader/suite';
import type { Lab } from '../lab';

suite<Lab>('half', ({ test }) => {
  test('one', { title: 'half of one' }, async ({ evaluate }) => {
    expect(await evaluate(({ half }) => half(1))).to.equal(0.5);
  });
});
