import { expect } from 'chai';
import { attentionOf } from '../../../class/summary/attention';
import { summaryStringsOf } from '../../../class/summary/i18n';
import type { ClassRow } from '../../../class/class-row';
import type { Report, TestReport } from '../../../../report/report';
import { reportOf, rowOf, testOf } from '../support';

describe('who needs a look', () => {
  const reasons = (...rows: ClassRow[]) =>
    attentionOf(rows, summaryStringsOf('en')).map(({ row, reasons: why }) => [row.student.id, ...why]);
  const ana = (report: Report | null, row: Partial<ClassRow> = {}) =>
    rowOf({ student: { id: 'ana' }, report, row });
  const withTests = (...tests: TestReport[]) => {
    const report = reportOf({ add: 1, sort: 0 });
    report.questions[0]!.tests = tests;
    report.questions[1]!.tests = [];
    return report;
  };
  const declared = (expectedGrade: number) => {
    const values = { hours: 1, difficulty: 1, expectedGrade, llmUse: null, comments: null };
    return reportOf({ add: 4, sort: 0 }, { declaration: { status: 'given', values, problems: [] } });
  };

  it('is nobody when all is well', () => {
    expect(reasons(ana(reportOf({ add: 4, sort: 6 })))).to.deep.equal([]);
  });

  const cases: [string, ClassRow, RegExp][] = [
    [
      'could not be graded',
      ana(null, { outcome: 'not-gradable', problem: { code: 'empty', message: 'it holds no file' } }),
      /it holds no file/,
    ],
    ['handed nothing in', ana(null), /nothing was handed in/],
    ['has a note', ana(reportOf({ add: 4, sort: 6 }), { notes: ['x is a link'] }), /x is a link/],
    ['crashed a test', ana(withTests(testOf({ id: 'a', status: 'crashed' }))), /1 test crashed/],
    [
      'ran out of time',
      ana(withTests(testOf({ id: 'a', status: 'timed-out' }), testOf({ id: 'b', status: 'timed-out' }))),
      /2 tests timed out/,
    ],
    [
      'passes what can be seen and not the rest',
      ana(withTests(testOf({ id: 'a' }), testOf({ id: 'b', hidden: true, status: 'failed' }))),
      /100% of the public points, 0% of the hidden/,
    ],
    ['expects far more', ana(declared(9)), /expects 9, gets 4/],
    ['expects far less', ana(declared(0)), /expects 0, gets 4/],
    [
      'met a mistake of the course',
      ana(reportOf({ add: 4, sort: 6 }, { authorErrors: ['suite.ts: no fixture'] })),
      /the course made a mistake/,
    ],
  ];
  for (const [name, row, reason] of cases) {
    it(`is who ${name}`, () => expect(reasons(row).flat().join('; ')).to.match(reason));
  }

  it('is not who expects about what comes out, nor who is excused', () => {
    expect(reasons(ana(declared(5)))).to.deep.equal([]);
    expect(reasons(rowOf({ student: { id: 'ana' }, review: { excused: true } }))).to.deep.equal([]);
  });

  it('is who handed in the same files as another, but not a group and not untouched stubs', () => {
    const row = (id: string, origin: string, add = 4) =>
      rowOf({ student: { id }, report: reportOf({ add, sort: 6 }), row: { origin } });
    expect(reasons(row('ana', 'ana'), row('bo', 'bo'))).to.deep.equal([
      ['ana', 'the same files as bo'],
      ['bo', 'the same files as ana'],
    ]);
    expect(reasons(row('ana', 'group'), row('bo', 'group'))).to.deep.equal([]);
    const stub = (id: string) => rowOf({ student: { id }, report: reportOf({ add: 0, sort: 0 }) });
    expect(reasons(stub('ana'), stub('bo'))).to.deep.equal([]);
  });

  it('is first who could not be graded, last who handed nothing in', () => {
    const problem = { code: 'grader-fault' as const, message: 'no space left' };
    const fault = rowOf({ student: { id: 'cy' }, row: { outcome: 'grader-fault', problem } });
    const noted = rowOf({
      student: { id: 'bo' },
      report: reportOf({ add: 4, sort: 6 }),
      row: { notes: ['x'] },
    });
    expect(reasons(ana(null), noted, fault).map(([id]) => id)).to.deep.equal(['cy', 'bo', 'ana']);
  });
});
