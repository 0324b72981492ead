import { expect, suite, tensor } from '@boletim/grader/suite';
import type { Lab } from '../lab';

const x = tensor('float32', [2, 2], [1, 2, 3, 4]);

suite<Lab>('scale', ({ test }) => {
  test('values', { title: 'every element times 3' }, async ({ evaluate }) => {
    const y = await evaluate(({ scale }, { x }) => scale(x, 3), { x });
    expect(y).to.equalTensor(tensor('float32', [2, 2], [3, 6, 9, 12]));
  });

  test('shape', { title: 'keeps the shape of a vector' }, async ({ evaluate }) => {
    const y = await evaluate(({ scale }, { v }) => scale(v, -1), { v: tensor('float32', [3], [1, 2, 3]) });
    expect(y).to.equalTensor(tensor('float32', [3], [-1, -2, -3]));
  });
});
