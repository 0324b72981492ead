import { expect } from 'chai';
import { reportOf, rowOf, type RowFields } from './support';

describe('the final grade', () => {
  const gradeOf = (fields: Omit<RowFields, 'student'>) => rowOf({ student: { id: 'ana' }, ...fields }).grade;
  const report = reportOf({ add: 4, sort: 3 });

  it('is the automatic one when nobody says otherwise', () => {
    expect(gradeOf({ report })).to.include({ score: 7, maxScore: 10, latePoints: 0, excused: false });
  });

  const reviews: [string, NonNullable<RowFields['review']>, number][] = [
    ['points taken off', { questions: { add: { points: -1.5, comment: 'style' } } }, 5.5],
    ['points given', { questions: { sort: { points: 2, comment: 'nearly' } } }, 9],
    ['never more than the question has', { questions: { sort: { points: 50, comment: 'x' } } }, 10],
    ['never less than nothing', { questions: { sort: { points: -50, comment: 'x' } } }, 4],
    ['a question exempt, the other scaled up', { exempt: ['add'] }, 5],
    ['late hours', { lateHours: 25 }, 5.6],
    ['points and late hours', { questions: { sort: { points: 3, comment: 'x' } }, lateHours: 1 }, 9],
  ];
  for (const [name, review, score] of reviews) {
    it(`follows the review: ${name}`, () =>
      expect(gradeOf({ report, review }).score).to.be.closeTo(score, 1e-12));
  }

  it('takes late hours from the roster only when the review is silent', () => {
    expect(gradeOf({ report, lateHours: 30 }).lateHours).to.equal(30);
    expect(gradeOf({ report, lateHours: 30, review: { lateHours: 0 } })).to.include({
      lateHours: 0,
      score: 7,
    });
  });

  it('is excused when every question is exempt', () => {
    expect(gradeOf({ report, review: { exempt: ['add', 'sort'] } })).to.include({ excused: true, score: 0 });
  });

  it('is zero on every question without a report, and a review can still help', () => {
    expect(gradeOf({ report: null }).questions.map(({ points }) => points)).to.deep.equal([0, 0]);
    expect(
      gradeOf({ report: null, review: { questions: { add: { points: 2, comment: 'by e-mail' } } } }).score,
    ).to.equal(2);
  });
});
