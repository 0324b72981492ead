import { expect } from 'chai';
import fc from 'fast-check';
import { lineChart, type Series } from '../../../reporters/html/line-chart';
import { ticksBetween } from '../../../html/ticks';

function draw(...series: Series[]): string {
  const shared = {
    id: 'id',
    title: 'Loss',
    description: 'in words',
    xLabel: 'Epochs',
    xMax: 4,
    shaded: null,
  };
  return lineChart({ ...shared, series, formatY: String }).text;
}

describe('lineChart', () => {
  it('places points on round axes', () => {
    const text = draw({
      name: 'a',
      kind: 'thin',
      points: [
        [0, 0],
        [2, 5],
        [4, 10],
      ],
    });
    expect(text).to.contain('d="M46 184L197 97L348 10"');
  });

  it('leaves a gap where a number is not finite', () => {
    const text = draw({
      name: 'a',
      kind: 'thin',
      points: [
        [0, 0],
        [1, 10],
        [2, NaN],
        [3, 10],
        [4, 0],
      ],
    });
    expect(text).to.contain('d="M46 184L121.5 10M272.5 10L348 184"');
  });

  it('tells two series apart by a legend and by dots', () => {
    const text = draw(
      { name: 'one', kind: 'thin', points: [[0, 1]] },
      {
        name: 'two',
        kind: 'dotted',
        points: [
          [0, 2],
          [1, 3],
        ],
      },
    );
    expect(text).to.match(/class="legend"[\s\S]*one[\s\S]*two/);
    expect(text.match(/r="3"/g)).to.have.length(3);
  });

  it('draws a constant, and only what is not finite', () => {
    expect(
      draw({
        name: 'a',
        kind: 'thin',
        points: [
          [0, 3],
          [4, 3],
        ],
      }),
    ).not.to.contain('NaN');
    expect(
      draw({
        name: 'a',
        kind: 'dotted',
        points: [
          [0, NaN],
          [4, Infinity],
        ],
      }),
    ).not.to.match(/NaN|Infinity/);
  });
});

describe('ticksBetween', () => {
  const cases: [low: number, high: number, ticks: number[]][] = [
    [0, 10, [0, 5, 10]],
    [0.12, 2.31, [0, 1, 2, 3]],
    [-1, 1, [-1, -0.5, 0, 0.5, 1]],
    [5, 5, [4.4, 4.6, 4.8, 5, 5.2, 5.4, 5.6]],
  ];
  for (const [low, high, ticks] of cases) {
    it(`spans ${low} to ${high} with round numbers`, () => {
      const got = ticksBetween(low, high, 4);
      expect(got[0]).to.be.at.most(low);
      expect(got.at(-1)).to.be.at.least(high);
      if (low !== high) expect(got).to.deep.equal(ticks);
    });
  }

  it('has a handful of ticks that span any range', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    const scale = fc.constantFrom(0, 1, 1 + 1e-15, 1 + 1e-10, 1 + 1e-6, 2, -1);
    const pair = fc.oneof(
      fc.tuple(number, number),
      fc.tuple(number, scale).map(([x, factor]) => [x, x * factor]),
    );
    fc.assert(
      fc.property(pair, (ends) => {
        const [low, high] = [Math.min(...ends), Math.max(...ends)];
        const ticks = ticksBetween(low, high, 4);
        const slack = 1e-9 * Math.max(Math.abs(low), Math.abs(high));
        expect(ticks).to.have.length.within(2, 8);
        expect(new Set(ticks).size).to.equal(ticks.length);
        expect(ticks[0]).to.be.at.most(low + slack);
        expect(ticks.at(-1)).to.be.at.least(high - slack);
      }),
      { numRuns: 1000 },
    );
  });
});
