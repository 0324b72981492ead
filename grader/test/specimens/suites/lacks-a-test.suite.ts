import { suite } from 'boletim/suite';

suite('one', ({ test }) => {
  test('first', 'is one', async () => {});
});
