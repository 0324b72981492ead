import { expect } from 'chai';
import { UsageError } from '@boletim/grader/errors';
import { readHandIn } from '../../../class/dates/hand-in-text';

describe('the time of a hand-in in a table', () => {
  const read = (text: string, zone = 'America/Sao_Paulo') => readHandIn(text, { zone, whose: 'ana' });

  const texts: [string, string | null][] = [
    ['', null],
    ['-', null],
    ['2026-12-04 23:59', '2026-12-05T02:59:00Z'],
    ['2026-12-04T23:59:10+01:00', '2026-12-04T22:59:10Z'],
    ['Friday, 4 December 2026, 11:59 PM', '2026-12-05T02:59:00Z'],
    ['Friday, 4 December 2026, 11:59\u202fPM', '2026-12-05T02:59:00Z'],
    ['Wednesday, September 23, 2020, 9:00 PM', '2020-09-24T00:00:00Z'],
    ['September 23, 2020, 9:00 PM', '2020-09-24T00:00:00Z'],
    ['Friday, 4 December 2026, 12:05 AM', '2026-12-04T03:05:00Z'],
    ['Friday, 4 December 2026, 12:05 PM', '2026-12-04T15:05:00Z'],
    ['sexta-feira, 4 dez. 2026, 23:59', '2026-12-05T02:59:00Z'],
    ['terça-feira, 1 set. 2026, 08:05', '2026-09-01T11:05:00Z'],
    ['Sexta, 4 de dezembro de 2026 às 23:59', '2026-12-05T02:59:00Z'],
    ['4 fev 2026, 9h05', '2026-02-04T12:05:00Z'],
  ];
  for (const [text, moment] of texts)
    it(`is ${moment ?? 'none'} for "${text}"`, () => expect(read(text)).to.equal(moment));

  it('means the earlier hour where a clock shows it twice', () => {
    expect(read('2026-11-01 01:30', 'America/New_York')).to.equal('2026-11-01T05:30:00Z');
  });

  const refused: [string, RegExp][] = [
    ['04/12/2026 23:59', /of ana, "04\/12\/2026 23:59", may be two days.*write 2026-12-04 23:59/],
    ['4.12.2026, 23:59', /may be two days/],
    ['25-12-26 10:00', /may be two days/],
    ['Friday, 31 February 2026, 11:59 PM', /cannot be read/],
    ['Friday, 4 December 2026, 13:59 PM', /cannot be read/],
    ['vendredi 4 décembre 2026', /cannot be read/],
    ['2026-12-04', /cannot be read/],
    ['yesterday', /cannot be read/],
  ];
  for (const [text, message] of refused)
    it(`refuses "${text}"`, () => expect(() => read(text)).to.throw(UsageError, message));
});
