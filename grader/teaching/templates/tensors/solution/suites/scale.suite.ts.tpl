import type { Tensor } from '@tensorflow/tfjs-core';
import { expect, suite } from '@boletim/grader/suite';
import type { Lab } from '../../../assignments/{{id}}/lab';

// canary: {{canary}}
suite<Lab>('scale', ({ test, random }) => {
  // Numbers that nobody has seen, and the solution's answer: nothing to learn by heart.
  test('drawn-tensor', { title: 'a drawn tensor times 2.5' }, async ({ evaluate, reference }) => {
    const x = random('x').uniform([3, 4], -1, 1);
    const y = await evaluate(({ scale }, { x }) => scale(x, 2.5), { x });
    const right = await reference(({ scale }: Lab, { x }: { x: Tensor }) => scale(x, 2.5), { x } as never);
    // One multiplication a number: the last bit of float32.
    expect(y).to.be.closeToTensor(right, { relative: 1e-6 });
  });
});
