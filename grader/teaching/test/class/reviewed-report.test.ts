import { expect } from 'chai';
import { reviewedReport } from '../../class/reviewed-report';
import type { Report } from '@boletim/grader/report';
import { reportOf, rowOf, testOf, type RowFields } from './support';

describe('a report with its review', () => {
  const reviewed = (
    report: Report,
    review: RowFields['review'],
    student: { released: boolean } | null = null,
  ) =>
    reviewedReport(report, {
      grade: rowOf({ student: { id: 'ana' }, report, ...(review && { review }) }).grade,
      student,
      lang: 'en',
    });
  const report = reportOf({ add: 4, sort: 3 });

  it('is the same without one', () => {
    expect(reviewed(report, undefined)).to.deep.equal(report);
  });

  it('lists the change with its comment, and points add up', () => {
    const changed = reviewed(report, { questions: { add: { points: -1, comment: 'copied' } } });
    expect(changed.questions[0]).to.deep.include({ points: 3 });
    expect(changed.questions[0]?.penalties).to.deep.equal([
      { id: 'review', title: 'Review', message: 'copied', points: -1, maxPoints: -1, applied: true },
    ]);
    expect(changed.score).to.equal(6);
  });

  it('names every change in the language of the reports', () => {
    const questions = { sort: { points: 1, comment: 'boa ideia' } };
    const { grade } = rowOf({ student: { id: 'ana' }, report, review: { exempt: ['add'], questions } });
    const changed = reviewedReport(report, { grade, student: null, lang: 'pt-BR' });
    const entries = changed.questions.flatMap(({ penalties }) =>
      penalties.map(({ title, message }) => `${title}: ${message}`),
    );
    expect(entries).to.deep.equal([
      'Dispensada: esta questão não conta',
      'Revisão: boa ideia',
      'Dispensa: ampliada, porque outra questão não conta',
    ]);
  });

  it('takes lateness from each question, after the review', () => {
    const changed = reviewed(report, { lateHours: 1, questions: { sort: { points: 1, comment: 'x' } } });
    expect(changed.questions.map(({ points }) => points)).to.deep.equal([3.6, 3.6]);
    expect(changed.questions[1]?.penalties.map(({ id, points }) => [id, points])).to.deep.equal([
      ['review', 1],
      ['late', -0.4],
    ]);
  });

  it('scales the other questions up when one does not count', () => {
    const changed = reviewed(report, { exempt: ['add'] });
    expect(changed.questions.map(({ points }) => points)).to.deep.equal([0, 5]);
  });

  for (const review of [undefined, { lateHours: 30 }, { exempt: ['sort'], lateHours: 3 }]) {
    it(`has the final score with ${JSON.stringify(review ?? 'no review')}`, () => {
      const { grade } = rowOf({ student: { id: 'ana' }, report, ...(review && { review }) });
      expect(reviewed(report, review).score).to.be.closeTo(grade.score, 1e-9);
    });
  }

  it('gives away nothing of withheld tests through a share of their points', () => {
    const withHidden = (hiddenPoints: number) => {
      const hidden = {
        hidden: true,
        visibility: 'after-release' as const,
        maxPoints: 2,
        points: hiddenPoints,
      };
      const status = hiddenPoints > 0 ? ('passed' as const) : ('failed' as const);
      const made = reportOf({ add: 2 + hiddenPoints, sort: 0 });
      const tests = [
        testOf({ id: 'seen', points: 2, maxPoints: 2 }),
        testOf({ id: 'unseen', status, ...hidden }),
      ];
      made.questions[0]!.tests = tests;
      return reviewed(made, { lateHours: 1 }, { released: false });
    };
    expect(withHidden(2)).to.deep.equal(withHidden(0));
    expect(withHidden(2).questions[0]?.points).to.equal(1.8);
  });

  it("shows the reviewer's word on the whole", () => {
    expect(reviewed(report, { comment: 'well done', excused: true }).warnings).to.deep.equal([
      'Review: well done',
      'Excused: this assignment does not count.',
    ]);
  });
});
