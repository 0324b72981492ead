import { expect } from 'chai';
import { roundedPoints, sumPoints } from '../../report';

describe('points', () => {
  it('add up without dust', () => {
    expect(sumPoints([0.1, 0.2, 0.3, 0.4])).to.equal(1);
    expect(sumPoints([0.7, 0.1, 0.2, 0])).to.equal(1);
  });

  const rounded: [points: number, decimals: number, shown: number][] = [
    [89.5, 0, 90],
    [89.49, 0, 89],
    [1.005, 2, 1.01],
    [2.675, 2, 2.68],
    [0.125, 2, 0.13],
    [8.345, 2, 8.35],
    [66.66666666666667, 1, 66.7],
    [0.1 + 0.2, 4, 0.3],
    [100, 2, 100],
    [0, 0, 0],
  ];
  for (const [points, decimals, shown] of rounded) {
    it(`are rounded half up: ${points} with ${decimals} decimals is ${shown}`, () => {
      expect(roundedPoints(points, decimals)).to.equal(shown);
    });
  }
});
