import { expect, suite } from 'boletim/suite';
import type { Lab } from '../lab';

suite<Lab>('count-labels', ({ test, penalty }) => {
  // Map keeps the order of first occurrence by itself, so the entries can be compared as a list.
  test('counts', 'counts cats and dogs', async ({ evaluate }) => {
    const entries = await evaluate(({ countLabels }) => [...countLabels(['cat', 'dog', 'cat'])]);
    expect(entries).to.deep.equal([
      ['cat', 2],
      ['dog', 1],
    ]);
  });

  // A plain object would already have something under "constructor", and would lose "__proto__".
  test(
    'awkward-labels',
    'labels that plain objects get wrong',
    async ({ evaluate }) => {
      const entries = await evaluate(({ countLabels }) => [
        ...countLabels(['constructor', '__proto__', '', 'constructor']),
      ]);
      expect(entries).to.deep.equal([
        ['constructor', 2],
        ['__proto__', 1],
        ['', 1],
      ]);
    },
    { hint: 'Count in a Map, not in an object.' },
  );

  // Whoever passes a list does not expect to find it sorted or emptied afterwards.
  penalty('changes-its-input', 'changes the list it was given', async ({ evaluate }) => {
    const after = await evaluate(
      ({ countLabels }, { labels }) => {
        countLabels(labels);
        return labels;
      },
      { labels: ['b', 'a', 'b'] },
    );
    expect(after).to.deep.equal(['b', 'a', 'b']);
  });
});
