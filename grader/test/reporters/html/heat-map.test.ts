import { expect } from 'chai';
import { heatMap } from '../../../reporters/html/heat-map';
import { stringsOf } from '../../../reporters/i18n';
import { borderDifference } from '../example-questions';

const strings = stringsOf('en');

function draw(grid: number[][], largest: number): string {
  return heatMap({ shape: [1], largest, at: [0], grid }, 'id', strings).text;
}

describe('heatMap', () => {
  it('colours cells by their share of the largest difference', () => {
    const text = draw([[0, 0.005, 0.1, 0.5, 1]], 1);
    expect(text).to.contain('class="heat-1" d="M2 0h1v1H2z"');
    expect(text).to.contain('class="heat-4" d="M3 0h1v1H3z"');
    expect(text).to.contain('class="heat-8" d="M4 0h1v1H4z"');
    expect(text).not.to.contain('d="M0 0');
  });

  it('joins neighbours of one colour and starts anew in each row', () => {
    expect(
      draw(
        [
          [1, 1, 1],
          [1, 0, 1],
        ],
        1,
      ),
    ).to.contain('d="M0 0h3v1H0zM0 1h1v1H0zM2 1h1v1H2z"');
  });

  it('marks what is not a finite number, and says so', () => {
    const text = draw([[NaN, 0, Infinity]], Infinity);
    expect(text).to.contain('class="heat-none" d="M0 0h1v1H0zM2 0h1v1H2z"');
    expect(text).to.contain('not a finite number');
  });

  it('says in words what the picture shows', () => {
    const text = draw(
      [
        [0, 0],
        [0, 0.8],
        [0, 0.4],
      ],
      0.8,
    );
    expect(text).to.contain('Heat map of the absolute difference, 3 rows by 2 columns.');
    expect(text).to.contain('33.3% of the cells differ');
    expect(text).to.contain('The largest differences lie in rows 2, columns 2.');
  });

  it('draws nothing of nothing', () => {
    expect([draw([], 0), draw([[]], 0)]).to.deep.equal(['', '']);
  });

  it('draws all equal cells without a colour', () => {
    expect(draw([[0, 0]], 0)).not.to.contain('<path');
  });

  it('keeps the most cells there can be small', () => {
    const grid = Array.from({ length: 64 }, (_, y) =>
      Array.from({ length: 64 }, (_, x) => ((x * 7 + y * 13) % 9) / 8),
    );
    expect(draw(grid, 1).length).to.be.below(80_000);
    expect(heatMap(borderDifference(), 'id', strings).text.length).to.be.below(10_000);
  });

  const shapes: [rows: number, columns: number][] = [
    [1, 1],
    [1, 4096],
    [4096, 1],
    [64, 64],
  ];
  for (const [rows, columns] of shapes) {
    it(`stays visible and on a phone for ${rows} x ${columns} cells`, () => {
      const text = draw(
        Array.from({ length: rows }, () => new Array<number>(columns).fill(1)),
        1,
      );
      const [, width, height] = /width="(\d+)"\s+height="(\d+)"\s+preserve/.exec(text)!.map(Number);
      for (const side of [width!, height!]) expect(side).to.be.within(16, 320);
    });
  }
});
