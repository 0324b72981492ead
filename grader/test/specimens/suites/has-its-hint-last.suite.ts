import { suite } from '@boletim/grader/suite';

suite('one', ({ test }) => {
  (test as (...parts: unknown[]) => void)('first', 'is one', async () => {}, { hint: 'Count.' });
});
