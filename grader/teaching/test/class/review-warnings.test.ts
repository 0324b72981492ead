import { expect } from 'chai';
import { reviewWarnings } from '../../class/review-warnings';
import { classStringsOf } from '../../class/i18n';
import { reportOf, rowOf, type RowFields } from './support';

describe('a review that would be lost', () => {
  const report = reportOf({ add: 4, sort: 3 });
  const questions = { sort: { points: 2, comment: 'in class' } };
  const notGradable = { outcome: 'not-gradable' as const };

  const cases: [string, Omit<RowFields, 'student'>, string[]][] = [
    [
      'points without a submission',
      { review: { questions } },
      ['the review of bo reaches nobody: no score and no report go out (no submission)'],
    ],
    [
      'a comment without a submission',
      { review: { comment: 'Where is it?', excused: true } },
      ['the review of bo reaches nobody: no score and no report go out (excused)'],
    ],
    [
      'points of who is excused',
      { report, review: { questions, excused: true } },
      ['the review of bo changes points, but no score goes out (excused)'],
    ],
    ['nothing when it goes out', { report, review: { questions } }, []],
    ['nothing when it is the only score', { row: notGradable, review: { questions } }, []],
    ['nothing when it only excuses', { review: { excused: true } }, []],
  ];
  for (const [name, fields, warnings] of cases) {
    it(`is named: ${name}`, () => {
      expect(
        reviewWarnings([rowOf({ student: { id: 'bo' }, ...fields })], classStringsOf('en')),
      ).to.deep.equal(warnings);
    });
  }
});
