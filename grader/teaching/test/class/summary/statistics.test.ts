import { expect } from 'chai';
import { binsOf, spreadOf } from '../../../class/summary/statistics';

describe('statistics of a class', () => {
  it('describe a distribution by quartiles that interpolate', () => {
    // numpy.percentile([1, 2, 3, 4], [0, 25, 50, 75, 100]) is [1, 1.75, 2.5, 3.25, 4].
    expect(spreadOf([4, 1, 3, 2])).to.deep.equal({
      count: 4,
      lowest: 1,
      quartile1: 1.75,
      median: 2.5,
      quartile3: 3.25,
      highest: 4,
      mean: 2.5,
    });
  });

  it('are none without values', () => expect(spreadOf([])).to.equal(null));

  const counts = (values: number[]) =>
    binsOf(values, { low: 0, high: 10, bins: 5 }).map(({ count }) => count);
  const cases: [string, number[], number[]][] = [
    ['a border belongs to the upper bin', [0, 2, 4, 6, 8], [1, 1, 1, 1, 1]],
    ['the top belongs to the last bin', [10], [0, 0, 0, 0, 1]],
    ['the dust of fractions does not cross a border', [6 - 1e-12, 0.1 * 60], [0, 0, 0, 2, 0]],
    ['what lies outside goes to the edge', [-1, 12], [1, 0, 0, 0, 1]],
  ];
  for (const [name, values, expected] of cases) {
    it(`count in bins: ${name}`, () => expect(counts(values)).to.deep.equal(expected));
  }
});
