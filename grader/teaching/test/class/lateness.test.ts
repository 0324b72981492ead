import { expect } from 'chai';
import { deadlineOf, studentDates } from '../../class/dates/deadline';
import { latenessOf, type LatenessInput } from '../../class/lateness';
import { finalGrade } from '../../class/final-grade';
import { DAILY, QUESTIONS, reportOf } from './support';

/** Dates of a student of an assignment that is due in the hour that New York has twice. */
function datesOf(handedIn: string | null, cutoff?: string) {
  const spec = { id: 'sums', timeZone: 'America/New_York', due: '2026-11-01 01:30', cutoff };
  const deadline = deadlineOf(spec)!;
  const timeFrom = handedIn === null ? null : ('gradescope' as const);
  return studentDates(deadline, { handedIn, timeFrom, extension: null });
}

describe('how late a hand-in is', () => {
  const nobody = { review: undefined, roster: null };
  const late = datesOf('2026-11-01T09:30:59Z', '+ 2 hours');
  const cases: [string, Partial<LatenessInput>, hours: number, from: string, afterCutoff: boolean][] = [
    ['before the first of two hours', { dates: datesOf('2026-11-01T05:29:00Z') }, 0, 'times', false],
    ['between the two', { dates: datesOf('2026-11-01T06:00:00Z') }, 0, 'times', false],
    ['in the last minute', { dates: datesOf('2026-11-01T06:30:59Z') }, 0, 'times', false],
    ['an hour after the second', { dates: datesOf('2026-11-01T07:30:00Z') }, 1, 'times', false],
    ['at the cutoff', { dates: datesOf('2026-11-01T08:30:59Z', '+ 2 hours') }, 2, 'times', false],
    ['after it', { dates: late }, 3, 'times', true],
    [
      'at the same hour a week later',
      { dates: datesOf('2026-11-08T06:30:00Z', '+ 7 days') },
      168,
      'times',
      false,
    ],
    ['where a review knows better', { dates: late, said: { review: 1, roster: 9 } }, 1, 'review', false],
    ['where a review forgives it', { dates: late, said: { review: 0, roster: null } }, 0, 'review', false],
    [
      'where the roster knows better',
      { dates: late, said: { review: undefined, roster: 9 } },
      9,
      'roster',
      true,
    ],
    ['with a mark and a time', { dates: datesOf('2026-11-01T07:30:00Z'), marked: false }, 1, 'times', false],
    ['marked late, without a time', { dates: datesOf(null), marked: true }, 0, 'unknown', false],
    ['marked in time, without a time', { dates: datesOf(null), marked: false }, 0, 'platform', false],
    ['without anything', { dates: datesOf(null) }, 0, 'unknown', false],
    ['without a deadline', { said: { review: 49, roster: null }, cutoff: '+ 2 days' }, 49, 'review', true],
    [
      'without a deadline, at the cutoff',
      { said: { review: 48, roster: null }, cutoff: '+ 2 days' },
      48,
      'review',
      false,
    ],
  ];
  for (const [name, input, hours, from, afterCutoff] of cases)
    it(`is ${hours} hours ${name}`, () => {
      const whole = { said: nobody, dates: null, marked: null, cutoff: undefined, ...input };
      expect(latenessOf(whole)).to.deep.equal({ hours, from, afterCutoff });
    });

  it('is explained with its times, in both languages', () => {
    const report = reportOf({ add: 4, sort: 6 });
    const input = { report, questions: QUESTIONS, review: undefined, policy: DAILY, lateHours: null };
    const dates = {
      ...datesOf('2026-11-02T07:30:00Z', '2026-11-02 02:00'),
      extension: { until: '2026-11-01T06:30:00Z', reason: 'ill' },
    };
    const [en, pt] = (['en', 'pt-BR'] as const).map((lang) => finalGrade({ ...input, dates, lang }));
    expect(en!.score).to.equal(8);
    expect(en!.lateReason).to.equal(
      '2 days late: -20 % (due 2026-11-01 01:30, extended, handed in 2026-11-02 02:30, America/New_York)',
    );
    expect(en!.afterCutoff).to.equal(
      'Handed in after the cutoff (2026-11-02 02:00, America/New_York): it was graded, and does not count.',
    );
    expect(pt!.lateReason).to.equal(
      '2 dias de atraso: -20 % (prazo 2026-11-01 01:30, prorrogado, entregue 2026-11-02 02:30, America/New_York)',
    );
    expect(pt!.afterCutoff).to.match(
      /^Entregue depois do prazo final \(2026-11-02 02:00, .*\): foi corrigida, e não conta\.$/,
    );
  });
});
