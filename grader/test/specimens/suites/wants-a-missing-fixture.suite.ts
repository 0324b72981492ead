import { suite } from '@boletim/grader/suite';

suite('one', ({ test, inputPath }) => {
  const cat = inputPath('cat.png');
  test('first', { title: 'is one' }, async ({ evaluate }) => void (await evaluate((_, path) => path, cat)));
});
