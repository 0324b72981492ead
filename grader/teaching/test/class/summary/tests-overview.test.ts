import { expect } from 'chai';
import { commonFailures, overviewOfTests } from '../../../class/summary/tests-overview';
import type { Report, TestReport } from '@boletim/grader/report';
import { reportOf, rowOf, testOf } from '../support';

describe('the tests of a class', () => {
  const reportWith = (...tests: TestReport[]) => {
    const report = reportOf({ add: 0, sort: 0 });
    report.questions[0]!.tests = tests;
    report.questions[1]!.tests = [];
    return report;
  };
  const submissionsOf = (...reports: Report[]) =>
    reports.map((report, at) => ({ report, rows: [rowOf({ student: { id: `s${at}` }, report })] }));
  const failed = (id: string, message: string) => testOf({ id, status: 'failed', message });

  it('are listed hardest first, with how they ended', () => {
    const reports = [
      reportWith(testOf({ id: 'easy' }), failed('hard', 'x')),
      reportWith(testOf({ id: 'easy' }), testOf({ id: 'hard', status: 'timed-out' })),
      reportWith(failed('easy', 'x'), failed('hard', 'x')),
    ];
    expect(
      overviewOfTests(reports).map(({ id, passed, total, endings }) => ({ id, passed, total, endings })),
    ).to.deep.equal([
      { id: 'hard', passed: 0, total: 3, endings: { failed: 2, 'timed-out': 1 } },
      { id: 'easy', passed: 2, total: 3, endings: { failed: 1 } },
    ]);
  });

  it('fail alike when messages differ only in numbers and quoted text', () => {
    const reports = [
      reportWith(failed('a', "expected [1, 2] but got -3.5e-7 at 'x'"), failed('b', 'only here')),
      reportWith(failed('a', "expected [1, 2] but got 9 at 'y'")),
      reportWith(failed('b', "expected [10, 2] but got 0 at 'z'")),
    ];
    const [first, ...others] = commonFailures(submissionsOf(...reports));
    expect(first).to.include({ message: "expected [1, 2] but got -3.5e-7 at 'x'", submissions: 3 });
    expect(first!.tests).to.deep.equal(['add/a', 'add/b']);
    expect(first!.rows.map(({ student }) => student.id)).to.deep.equal(['s0', 's1', 's2']);
    expect(others).to.deep.equal([]);
  });

  it('do not count as failed alike when nobody wrote them yet', () => {
    const report = () =>
      reportWith(testOf({ id: 'a', status: 'not-implemented', message: 'not implemented' }));
    expect(commonFailures(submissionsOf(report(), report()))).to.deep.equal([]);
  });

  it('count once a submission', () => {
    const one = reportWith(failed('a', 'x'), failed('b', 'x'));
    expect(commonFailures(submissionsOf(one))).to.deep.equal([]);
  });
});
