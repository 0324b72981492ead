import { suite } from '@boletim/grader/suite';

suite('one', ({ test, expected }) => {
  const { shape } = undefined as never as { shape: number[] };
  test('first', { title: String(shape) }, async () => void expected);
});
