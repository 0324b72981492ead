import { suite } from '@boletim/grader/suite';

suite('one', ({ test, penalty }) => {
  test('first', { title: 'is one' }, async () => {});
  test('second', { title: 'is two' }, async () => {});
  test('second', { title: 'is two again' }, async () => {});
  test('third', { title: 'is three' }, async () => {});
  penalty('untidy', { title: 'is untidy' }, async () => {});
  penalty('rude', { title: 'is rude' }, async () => {});
});
