import { suite } from '@boletim/grader/suite';

suite('one', ({ test }) => {
  test('first', { title: 'is one' } async () => {});
});
