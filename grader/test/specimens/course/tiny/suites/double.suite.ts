import { expect, suite } from '@boletim/grader/suite';
import type { Lab } from '../lab';

suite<Lab>('double', ({ test, penalty }) => {
  test('one', { title: 'twice one' }, async ({ evaluate }) => {
    expect(await evaluate(({ double }) => double(1))).to.equal(2);
  });
  test('zero', { title: 'twice nothing' }, async ({ evaluate }) => {
    expect(await evaluate(({ double }) => double(0))).to.equal(0);
  });
  penalty('prints', { title: 'makes noise' }, async ({ evaluate }) => {
    expect(await evaluate(({ double }) => double.length >= 0 && double(21))).to.equal(42);
  });
});
