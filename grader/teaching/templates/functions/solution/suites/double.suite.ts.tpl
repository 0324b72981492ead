import { expect, suite } from '@boletim/grader/suite';
import type { Lab } from '../../../assignments/{{id}}/lab';

// canary: {{canary}}
suite<Lab>('double', ({ test, random }) => {
  // A number that nobody has seen, and the solution's answer: nothing to learn by heart.
  test('drawn-numbers', { title: 'twice a drawn number' }, async ({ evaluate, reference }) => {
    const value = random('value').int(100, 999);
    const doubled = ({ double }: Lab, { value }: { value: number }) => double(value);
    expect(await evaluate(doubled, { value })).to.equal(await reference(doubled, { value }));
  });
});
