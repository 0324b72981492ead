import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { rankCorrelationOf } from '../../../class/summary/correlation';
import { analyseItems } from '../../../class/summary/items';
import { FIXTURES } from '../../../../system/paths';

interface Expected {
  classes: Record<string, ExpectedClass>;
  ranks: Record<string, { x: number[]; y: number[]; rho: number | null }>;
}
interface ExpectedClass {
  /** By submission, then by item. */
  points: number[][];
  worth: number[];
  alpha: number | null;
  items: { difficulty: number; discrimination: number | null; alphaWithout: number | null }[];
}

/** Against scipy and pingouin; both compute in double precision, in another order. */
describe('item analysis', () => {
  const file = path.join(FIXTURES, 'item-analysis', 'expected', 'classes.json');
  const { classes, ranks } = JSON.parse(fs.readFileSync(file, 'utf8')) as Expected;
  const analysisOf = ({ points, worth }: ExpectedClass) =>
    analyseItems(
      worth.map((maxPoints, at) => {
        const item = { question: 'q', test: `t${at}`, title: `T${at}`, hidden: false, maxPoints };
        return { ...item, points: points.map((row) => row[at]!) };
      }),
    );
  const expectClose = (actual: number | null, expected: number | null, what: string) => {
    if (expected === null) expect(actual, what).to.equal(null);
    else expect(actual, what).to.be.closeTo(expected, 1e-9);
  };

  for (const [name, expected] of Object.entries(classes)) {
    it(`is what scipy and pingouin say: ${name}`, () => {
      const { alpha, items, submissions } = analysisOf(expected);
      expectClose(alpha, expected.alpha, 'alpha');
      expect(submissions).to.equal(expected.points.length);
      expected.items.forEach((item, at) => {
        for (const key of ['difficulty', 'discrimination', 'alphaWithout'] as const)
          expectClose(items[at]![key], item[key], `${key} of item ${at}`);
      });
    });
  }

  for (const [name, { x, y, rho }] of Object.entries(ranks)) {
    it(`has scipy's correlation of ranks: ${name}`, () => expectClose(rankCorrelationOf(x, y), rho, 'rho'));
  }

  const remarks: [name: string, remarks: (string | null)[]][] = [
    ['an ordinary class', Array(12).fill(null)],
    ['a test that the best fail', [null, null, null, 'best-fail', ...Array(8).fill(null)]],
    [
      'a test everybody passes and one nobody does',
      ['everybody-passes', 'nobody-passes', ...Array(10).fill(null)],
    ],
    ['everybody got 0.7', Array(4).fill('all-the-same')],
    ['everybody got everything', Array(3).fill('everybody-passes')],
    ['one submission', Array(12).fill(null)],
  ];
  for (const [name, expected] of remarks) {
    it(`remarks on what a teacher should look at: ${name}`, () => {
      expect(analysisOf(classes[name]!).items.map(({ remark }) => remark)).to.deep.equal(expected);
    });
  }

  it('has nothing to say about nobody', () => {
    expect(analyseItems([])).to.deep.equal({ items: [], alpha: null, submissions: 0 });
  });
});
