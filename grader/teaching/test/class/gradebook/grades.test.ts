import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { gradesCsv } from '../../../class/gradebook';
import { classStringsOf } from '../../../class/i18n';
import { reportOf, rowOf } from '../support';

describe('grades.csv', () => {
  it('says to Excel that it is UTF-8', () => {
    expect(gradesCsv([], classStringsOf('en')).startsWith('\ufeffid,name,')).to.equal(true);
  });

  const records = (rows: Parameters<typeof gradesCsv>[0]) =>
    parse(gradesCsv(rows, classStringsOf('en')), { columns: true, bom: true }) as Record<string, string>[];
  const declaration = {
    status: 'given' as const,
    values: { hours: 5, difficulty: 7, expectedGrade: null, llmUse: null, comments: null },
    problems: [],
  };

  it('has score, questions, review, lateness and declaration of every student', () => {
    const report = reportOf({ add: 4, sort: 3 }, { declaration });
    const review = { questions: { sort: { points: 1, comment: 'nearly' } }, lateHours: 3 };
    expect(records([rowOf({ student: { id: 'ana' }, report, review })])[0]).to.deep.include({
      id: 'ana',
      score: '7.2',
      max: '10',
      outcome: 'graded',
      add: '4',
      sort: '4',
      'sort review': '1',
      earned: '8',
      'late hours': '3',
      'late points': '-0.8',
      hours: '5',
      difficulty: '7',
      'expected grade': '',
      comment: 'sort: nearly',
    });
  });

  it('has a row with the reason for what could not be graded', () => {
    const row = {
      outcome: 'not-gradable' as const,
      problem: { code: 'corrupt' as const, message: 'it is not a zip' },
    };
    const cells = records([rowOf({ student: { id: 'bo' }, row })])[0];
    expect(cells).to.include({ score: '0', outcome: 'not-gradable', reason: 'it is not a zip' });
  });

  it('has no score for whom none goes out', () => {
    const rows = [
      rowOf({ student: { id: 'a' } }),
      rowOf({ student: { id: 'b' }, review: { excused: true } }),
    ];
    expect(records(rows).map(({ score, outcome }) => [score, outcome])).to.deep.equal([
      ['', 'no-submission'],
      ['', 'excused'],
    ]);
  });

  it('runs no formula of a student', () => {
    const row = { origin: '@x', notes: ['+1 is a link'] };
    const cells = records([rowOf({ student: { id: '-1', name: '=cmd()', email: '+a@x' }, row })])[0];
    expect(cells).to.include({
      id: "'-1",
      name: "'=cmd()",
      email: "'+a@x",
      submission: "'@x",
      notes: "'+1 is a link",
    });
  });
});
