import { expect, suite } from '@boletim/grader/suite';

suite<{ one(): number }>('one', ({ test, penalty }) => {
  test('first', { title: 'is one', hint: 'Count.' }, async ({ evaluate }) =>
    expect(await evaluate(({ one }) => one())).to.equal(1),
  );
  test('second', { title: 'is two' }, async () => {});
  penalty('untidy', { title: 'is untidy' }, async () => {});
});
