import { expect } from 'chai';
import {
  formatDifference,
  formatDuration,
  formatMeasure,
  formatMoment,
  formatPercent,
  formatPoints,
} from '../../reporters/format';
import { stringsOf } from '../../reporters/i18n';

const en = stringsOf('en');
const pt = stringsOf('pt-BR');

describe('numbers in a report', () => {
  const cases: [what: string, got: string, wanted: string][] = [
    ['whole points', formatPoints(2, en), '2'],
    ['points that were added up', formatPoints(0.1 + 0.2, en), '0.3'],
    ['two decimals', formatPoints(7.256, en), '7.26'],
    ['a decimal comma', formatPoints(7.25, pt), '7,25'],
    ['no negative zero', formatPoints(-0.001, en), '0'],
    ['per cent', formatPercent(0.9375, pt), '93,8%'],
    ['a small measure', formatMeasure(1.2345e-7, en), '1.23e-7'],
    ['a large measure', formatMeasure(1234.5, en), '1230'],
    ['a measure that is none', formatMeasure(NaN, en), 'NaN'],
    ['milliseconds', formatDuration(350.4, en), '350 ms'],
    ['seconds', formatDuration(4230, pt), '4,2 s'],
    ['minutes', formatDuration(725_000, en), '12 min 5 s'],
    ['a moment', formatMoment('2026-11-24T08:43:05.120Z', pt), '24 de novembro de 2026, 08:43 UTC'],
    ['a moment that is none', formatMoment('<yesterday>', en), '<yesterday>'],
    [
      'a difference',
      formatDifference({ shape: [2, 3], largest: 0.5, at: [1, 2], grid: [] }, en),
      'largest 0.5 at [1, 2] in a tensor of shape [2, 3]',
    ],
  ];
  for (const [what, got, wanted] of cases) {
    it(`writes ${what} as ${wanted}`, () => expect(got).to.equal(wanted));
  }
});
