import { suite } from '@boletim/grader/suite';

suite('two', ({ test }) => test('first', { title: 'is of two' }, async () => {}));

suite('one', ({ test, penalty }) => {
  test('first', { title: 'is one' }, async () => {});
  test('second', { title: 'is two' }, async () => {});
  penalty('untidy', { title: 'is untidy' }, async () => {});
});
