import { expect, suite } from '@boletim/grader/suite';

suite<{ one(): number }>('one', ({ test, penalty }) => {
  test('first', 'is one', async ({ evaluate }) => expect(await evaluate(({ one }) => one())).to.equal(1), {
    hint: 'Count.',
  });
  test('second', 'is two', async () => {});
  penalty('untidy', 'is untidy', async () => {});
});
