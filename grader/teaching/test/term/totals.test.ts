import { expect } from 'chai';
import { totalsOf } from '../../term/totals';
import { cellOf, termOf } from './support';

describe('the total of a term', () => {
  const of = (names: string, more: object = {}) => ({
    ...{ title: names, weight: 100, ...more },
    assignments: [...names].map((name) => ({ class: name })),
  });
  const kept = (name: string) => ({ class: name, neverDropped: true });

  /** Computed by hand. */
  const cases: [string, object[], (number | null | 'open')[], number | null][] = [
    ['is all of the points for all of the work', [of('ab')], [1, 1], 100],
    [
      'weighs groups: 60 × 0.75 + 40 × 0.5',
      [of('ab', { weight: 60 }), of('c', { weight: 40 })],
      [1, 0.5, 0.5],
      65,
    ],
    ['counts assignments of a group the same, whatever they are out of', [of('abc')], [1, 0.5, 0], 50],
    [
      'weighs assignments where it is told to: (1 × 1 + 3 × 0.5) / 4',
      [{ title: 'x', weight: 100, assignments: [{ class: 'a' }, { class: 'b', weight: 3 }] }],
      [1, 0.5],
      62.5,
    ],
    ['drops the lowest', [of('abc', { dropLowest: 1 })], [1, 0.5, 0], 75],
    ['drops the two lowest', [of('abc', { dropLowest: 2 })], [0.2, 0.9, 0.4], 90],
    ['drops the highest', [of('abc', { dropHighest: 1 })], [1, 0.5, 0], 25],
    ['drops at both ends', [of('abcd', { dropLowest: 1, dropHighest: 1 })], [0, 0.8, 1, 0.5], 65],
    [
      'drops nothing that is kept',
      [{ title: 'x', weight: 100, dropLowest: 1, assignments: [kept('a'), { class: 'b' }, { class: 'c' }] }],
      [0, 0.5, 1],
      50,
    ],
    ['drops of what counts', [of('abc', { dropLowest: 1 })], [null, 0.5, 1], 100],
    ['never drops all', [of('abc', { dropLowest: 2 })], [null, null, 0.5], 50],
    ['never drops all at both ends', [of('abc', { dropLowest: 1, dropHighest: 1 })], [0.2, null, 0.6], 60],
    [
      'leaves the weight of a group without anything to the others',
      [of('a', { weight: 30 }), of('b', { weight: 70 })],
      [null, 0.5],
      50,
    ],
    ['is none where nothing counts', [of('ab')], [null, null], null],
    [
      'is none while something is open, also what would be dropped',
      [of('ab', { dropLowest: 1 })],
      [1, 'open'],
      null,
    ],
    ['has no dust of thirds', [of('abc')], [1 / 3, 1 / 3, 1 / 3], 33.333333333],
    [
      'has no dust of tenths',
      [of('a', { weight: 10 }), of('b', { weight: 20 }), of('c', { weight: 70 })],
      [0.1, 0.2, 0.7],
      54,
    ],
  ];
  for (const [name, groups, shares, total] of cases) {
    it(name, () => {
      expect(totalsOf(shares.map(cellOf), termOf(groups)).total).to.equal(total);
    });
  }

  it('is out of what the term says', () => {
    expect(totalsOf([cellOf(0.75)], termOf([of('a')], 10)).total).to.equal(7.5);
  });

  it('says what was dropped, of equal ones the later', () => {
    const { cells, groups } = totalsOf([0.5, 1, 0.5].map(cellOf), termOf([of('abc', { dropLowest: 1 })]));
    expect(cells.map(({ dropped }) => dropped)).to.deep.equal([false, false, true]);
    expect(groups).to.deep.equal([0.75]);
  });
});
