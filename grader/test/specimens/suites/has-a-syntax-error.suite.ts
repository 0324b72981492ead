import { suite } from '@boletim/grader/suite';

suite('one', ({ test }) => {
  test('first', 'is one' async () => {});
});
