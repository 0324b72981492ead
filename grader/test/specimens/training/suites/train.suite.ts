import { expect, suite } from '@boletim/grader/suite';
import type { Lab } from '../lab';

suite<Lab>('train', ({ test }) => {
  test('is-there', { title: 'is there' }, async ({ evaluate }) => {
    expect(await evaluate(({ retrain }) => typeof retrain)).to.equal('function');
  });
});
