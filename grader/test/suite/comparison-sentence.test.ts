import { expect } from 'chai';
import { comparisonSentence } from '../../suite/comparison-sentence';

describe('what is different about two values', () => {
  const names = Array.from({ length: 20 }, (_, index) => `layer${index}.weight`);
  const cases: [expected: unknown, actual: unknown, sentence: string | RegExp][] = [
    [3, '3', 'expected 3, got "3"'],
    [[0, 2], [0, 1], 'expected [0, 2], got [0, 1]'],
    [{ flag: true, size: 2 }, { flag: false, size: 2 }, 'flag: expected true, got false'],
    [{ a: { b: [1] } }, { a: { b: [2] } }, 'a.b: expected [1], got [2]'],
    [{ a: 1 }, { a: 1, b: 2 }, 'b: expected undefined, got 2'],
    [{ a: 1, b: 2, c: 3, d: 4 }, { a: 0, b: 0, c: 0, d: 0 }, /^expected \{a: 1, .*\}, got \{a: 0, /],
    [{ moved: [] }, { moved: names }, /^moved: expected \[\], got \["layer0\.weight", .*8 more\]|…$/],
    [new Map([['a', 1]]), { a: 1 }, 'expected Map {a: 1}, got {a: 1}'],
  ];
  for (const [expected, actual, sentence] of cases) {
    it(`is said place by place: ${String(sentence)}`, () => {
      if (typeof sentence === 'string') expect(comparisonSentence(expected, actual)).to.equal(sentence);
      else expect(comparisonSentence(expected, actual)).to.match(sentence);
    });
  }
});
