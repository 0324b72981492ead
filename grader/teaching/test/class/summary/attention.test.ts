import { expect } from 'chai';
import { attentionOf } from '../../../class/summary/attention';
import { summaryStringsOf } from '../../../class/summary/i18n';
import type { ClassRow } from '../../../class/class-row';
import type { Report, TestReport } from '@boletim/grader/report';
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

  const lacking = (file: string) => {
    const report = reportOf({ add: 4, sort: 0 });
    return { ...report, submission: { ...report.submission, missing: [file] } };
  };
  const broken = (diagnostic: string) => {
    const report = reportOf({ add: 4, sort: 0 });
    report.questions[1]!.diagnostics = [diagnostic];
    return report;
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
    [
      'has a file beside a name alike',
      ana(reportOf({ add: 4, sort: 0 }), { lookAlikes: [{ file: 'src/sort.ts', path: 'src/Sort.ts' }] }),
      /src\/sort.ts is not there, but "src\/Sort.ts" is/,
    ],
    ['lacks a file', ana(lacking('src/sort.ts')), /not there: src\/sort.ts/],
    [
      'wrote in another encoding',
      ana(broken('src/sort.ts is not UTF-8 text; save it')),
      /src\/sort.ts is in another encoding than UTF-8/,
    ],
    ['has a file that cannot be read', ana(broken('src/sort.ts has 900 KB; the limit')), /has 900 KB/],
    ['does not compile', ana(broken('src/sort.ts:3:1 oops')), /src\/sort.ts does not compile/],
    [
      'met a mistake of the course',
      ana(reportOf({ add: 4, sort: 6 }, { authorErrors: ['suite.ts: no fixture'] })),
      /the course made a mistake/,
    ],
  ];
  for (const [name, row, reason] of cases) {
    it(`is who ${name}`, () => expect(reasons(row).flat().join('; ')).to.match(reason));
  }

  it('is not who expects something else, which has a section of its own, nor who is excused', () => {
    for (const grade of [0, 5, 10]) expect(reasons(ana(declared(grade)))).to.deep.equal([]);
    expect(reasons(rowOf({ student: { id: 'ana' }, review: { excused: true } }))).to.deep.equal([]);
  });

  it('is who handed in the same work as another, but not a group and not untouched stubs', () => {
    const row = (id: string, fingerprints: Record<string, string>, { origin = id, add = 4 } = {}) =>
      rowOf({ student: { id }, report: reportOf({ add, sort: 6 }), row: { origin, fingerprints } });
    const same = { add: 'a', sort: 's' };
    expect(reasons(row('ana', same), row('bo', same), row('cy', { add: 'a', sort: 'other' }))).to.deep.equal([
      ['ana', 'the same work as bo, cy in add', 'the same work as bo in sort'],
      ['bo', 'the same work as ana, cy in add', 'the same work as ana in sort'],
      ['cy', 'the same work as ana, bo in add'],
    ]);
    expect(reasons(row('ana', same), row('bo', same))[0]).to.deep.equal(['ana', 'the same files as bo']);
    expect(reasons(row('ana', same, { origin: 'team' }), row('bo', same, { origin: 'team' }))).to.deep.equal(
      [],
    );
    const stub = (id: string) => row(id, { add: 'stub' }, { add: 0 });
    expect(reasons(stub('ana'), stub('bo'))).to.deep.equal([]);
  });

  it('is ordered by what it may cost', () => {
    const full = reportOf({ add: 4, sort: 6 });
    const problem = { code: 'empty' as const, message: 'it holds no file' };
    const alike = [{ file: 'src/sort.ts', path: 'src/Sort.ts' }];
    const rows = [
      rowOf({ student: { id: 'nothing' } }),
      rowOf({ student: { id: 'note' }, report: full, row: { notes: ['x', 'y', 'z'] } }),
      rowOf({ student: { id: 'course' }, report: reportOf({ add: 4, sort: 6 }, { authorErrors: ['x'] }) }),
      rowOf({ student: { id: 'crashed' }, report: withTests(testOf({ id: 'a', status: 'crashed' })) }),
      rowOf({ student: { id: 'guessed' }, report: full, row: { doubts: ['whose?'], notes: ['whose?'] } }),
      rowOf({ student: { id: 'alike' }, report: full, row: { lookAlikes: alike, notes: ['x'] } }),
      rowOf({ student: { id: 'unread' }, row: { outcome: 'not-gradable', problem } }),
    ];
    const order = ['unread', 'alike', 'guessed', 'crashed', 'course', 'note', 'nothing'];
    expect(reasons(...rows).map(([id]) => id)).to.deep.equal(order);
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
