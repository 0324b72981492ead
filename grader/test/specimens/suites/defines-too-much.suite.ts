import { suite } from '@boletim/grader/suite';

suite('one', ({ test, penalty }) => {
  test('first', 'is one', async () => {});
  test('second', 'is two', async () => {});
  test('second', 'is two again', async () => {});
  test('third', 'is three', async () => {});
  penalty('untidy', 'is untidy', async () => {});
  penalty('rude', 'is rude', async () => {});
});
