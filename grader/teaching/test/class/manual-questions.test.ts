import { expect } from 'chai';
import { finalGrade, type QuestionOutline } from '../../class/final-grade';
import { classStringsOf } from '../../class/i18n';
import { hasScore } from '../../class/class-row';
import { waitingWarnings } from '../../class/review-warnings';
import { reviewedReport } from '../../class/reviewed-report';
import type { ReviewSpec } from '../../class/review-spec';
import { gradesCsv } from '../../class/gradebook';
import { reportOf, rowOf } from './support';

const RUBRIC = {
  choose: 'many' as const,
  items: [
    { id: 'reasons', points: 2, title: { en: 'Gives reasons', 'pt-BR': 'Dá razões' } },
    { id: 'late', points: -1, title: 'Is late' },
  ],
};

describe('a question whose points a person gives', () => {
  const outline: QuestionOutline = {
    id: 'sort',
    title: 'Sorting',
    maxPoints: 6,
    manual: true,
    rubric: RUBRIC,
  };
  const report = reportOf({ add: 4, sort: 0 });
  Object.assign(report.questions[1]!, { tests: [], waiting: true });
  const gradeWith = (review: Partial<ReviewSpec>, lang: 'en' | 'pt-BR' = 'en') =>
    finalGrade({
      report,
      questions: [{ id: 'add', title: 'Addition', maxPoints: 4 }, outline],
      review: { questions: {}, exempt: [], excused: false, ...review },
      policy: { policy: 'none', percentPerDay: 0, percentPerHour: 0, graceHours: 0, maxPercent: 100 },
      lateHours: 0,
      lang,
    });
  const cases: [name: string, review: Partial<ReviewSpec>, points: number, waiting: boolean][] = [
    ['nobody has read it', {}, 0, true],
    ['it has a comment alone', { questions: { sort: { comment: 'x' } } }, 0, true],
    ['a person gives nothing', { questions: { sort: { points: 0 } } }, 0, false],
    ['a person gives points', { questions: { sort: { points: 2.5 } } }, 2.5, false],
    ['an item holds', { questions: { sort: { items: ['reasons'] } } }, 2, false],
    ['items and points add up', { questions: { sort: { items: ['reasons', 'late'], points: 1 } } }, 2, false],
    ['it is more than there is', { questions: { sort: { points: 99 } } }, 6, false],
    ['it does not count', { exempt: ['sort'] }, 0, false],
  ];
  for (const [name, review, points, waiting] of cases) {
    it(`has ${points} points and ${waiting ? 'waits' : 'does not wait'} when ${name}`, () => {
      const question = gradeWith(review).questions[1]!;
      expect([question.points, question.waiting]).to.deep.equal([points, waiting]);
    });
  }

  it('keeps the score back, and says so', () => {
    const grade = gradeWith({});
    const row = rowOf({ student: { id: 'ana' }, report, row: { grade, withheld: true } });
    expect(hasScore(row)).to.equal(false);
    expect(waitingWarnings([row], classStringsOf('en'))[0]).to.match(
      /^1 student waits .*\(sort of 1\); no gradebook gets them before/,
    );
    expect(gradesCsv([row], classStringsOf('en'))).to.match(/ana,,,,,10,waiting,,4,,waiting,,/);
    expect(hasScore({ ...row, withheld: false })).to.equal(true);
  });

  it('shows what was chosen in the language of the report, with code and comments at lines', () => {
    const lines = [
      { line: 1, quote: 'b', comment: 'here' },
      { line: 7, quote: 'gone', comment: 'there' },
    ];
    const grade = gradeWith({ questions: { sort: { items: ['reasons'], lines, by: 'bia' } } }, 'pt-BR');
    const files = { 'src/sort.ts': 'a\nb\n' };
    const question = reviewedReport(report, { grade, files, student: { released: true }, lang: 'pt-BR' })
      .questions[1]!;
    expect(question).to.deep.include({ waiting: false, points: 2, code: 'a\nb\n' });
    expect(question.penalties[0]).to.deep.include({ points: 2, message: 'Dá razões (+2)' });
    expect(question.review?.lines.map(({ line, quote }) => [line, quote])).to.deep.equal([
      [2, 'b'],
      [null, 'gone'],
    ]);
  });
});
