import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import type { Report, TestReport } from '../../report/report';
import { SPECIMENS } from '../support/folders';
import { gradeWith, questionOf, testOf } from '../support/grading';
import { CASES } from './bad-input-cases';

function gradeSpecimen(specimen: string, typeCheck = false): Promise<Report> {
  return gradeWith({
    assignment: 'warmup',
    files: { 'src/mean.ts': fs.readFileSync(path.join(SPECIMENS, 'mean', `${specimen}.ts`)) },
    seconds: { mean: /^(loops|never)/.test(specimen) ? 0.3 : 5 },
    limits: { memoryMegabytes: 300, outputKilobytes: 1 },
    typeCheck,
  });
}

function expectOthersUntouched(report: Report): void {
  const others = report.questions.filter(({ id }) => id !== 'mean');
  expect(others.map(({ id, points }) => [id, points])).to.deep.equal([
    ['count-labels', 4],
    ['retry', 3],
  ]);
  expect(report.authorErrors).to.deep.equal([]);
}

describe('a submission whose function', () => {
  const reports = new Map<string, Report>();

  for (const { specimen, status, message, location = null, points = 0 } of CASES) {
    it(`${specimen.replaceAll('-', ' ')}: ${status}, and no other question pays`, async () => {
      const report = await gradeSpecimen(specimen);
      reports.set(specimen, report);
      const question = questionOf(report, 'mean');
      const [first] = question.tests;
      expect(first).to.include({ status, message, location });
      if (points === 0)
        expect(question.tests.map((test) => test.status)).to.deep.equal([status, status, status]);
      expect(question.points).to.equal(points);
      expectOthersUntouched(report);
    });
  }

  const every = (check: (test: TestReport) => void) =>
    [...reports.values()].forEach((report) => report.questions.forEach(({ tests }) => tests.forEach(check)));

  it('never shows a path of the grader or a stack trace', () => {
    every(({ message, location }) => {
      expect(`${message} ${location}`).to.not.match(/node_modules|\/tmp\/|\/work\/|Require stack|\n {4}at /);
    });
  });

  it('is not given a hint about the function when its file cannot be used', () => {
    const hints = (specimen: string) =>
      questionOf(reports.get(specimen)!, 'mean').tests.map(({ hint }) => hint);
    for (const specimen of ['has-a-syntax-error', 'exports-nothing', 'imports-a-missing-file'])
      expect(hints(specimen)).to.deep.equal([null, null, null]);
    expect(hints('returns-a-string')).to.deep.equal([
      null,
      null,
      'What is the length of an empty list, and what is divided by it?',
    ]);
  });

  it('has what it printed shown with the test that printed it, cut at the limit', () => {
    const [whole, , empty] = questionOf(reports.get('prints-a-lot')!, 'mean').tests;
    expect(whole!.output)
      .to.match(/^line 1 of values 1,2,6\nline 2 of/)
      .and.match(/\n\[\d+ more characters were/);
    expect(whole!.output).to.have.length.below(1100);
    expect(empty!.output).to.match(/^line 1 of values \n/);
    expect(testOf(reports.get('prints-a-lot')!, 'count-labels/counts').output).to.equal('');
  });

  it('has its syntax error told below the question as well', () => {
    const { diagnostics, tests } = questionOf(reports.get('has-a-syntax-error')!, 'mean');
    expect(diagnostics).to.deep.equal([tests[0]!.message]);
  });
});

describe('a result that a test cannot even unpack', () => {
  it('is told as what it is, and brings no penalty that needs it', async () => {
    const specimen = fs.readFileSync(path.join(SPECIMENS, 'count-labels', 'returns-nothing.ts'));
    const report = await gradeWith({ assignment: 'warmup', files: { 'src/count-labels.ts': specimen } });
    expect(testOf(report, 'count-labels/counts')).to.include({ status: 'failed', location: null });
    expect(testOf(report, 'count-labels/counts').message).to.match(
      /^countLabels\(…\): expected a map, got undefined; a function gives undefined/,
    );
    expect(questionOf(report, 'count-labels').penalties[0]!.applied).to.equal(false);
    expect([report.score, report.authorErrors]).to.deep.equal([6, []]);
  });
});

describe('a submission with type errors', () => {
  it('is told where they are and loses nothing by them', async () => {
    const report = await gradeSpecimen('has-a-type-error', true);
    const question = questionOf(report, 'mean');
    expect(question.diagnostics).to.deep.equal([
      "src/mean.ts:3:9: Type 'number' is not assignable to type 'string'.\n" +
        '    const total: string = values.reduce((sum, value) => sum + value, 0);\n' +
        '          ^',
    ]);
    expect(question.points).to.equal(3);
    expect(question.tests[0]).to.include({ message: null, hint: null });
    expectOthersUntouched(report);
  });
});

describe('a submission whose files', () => {
  let report: Report;
  before(async () => {
    report = await gradeWith({
      assignment: 'warmup',
      files: {
        'src/mean.ts': '  \n',
        'src/count-labels.ts': Uint8Array.of(0x63, 0x61, 0x66, 0xe9),
        'src/retry.ts': null,
        'src/retry-old.ts': 'export {};\n',
        'declaration.yaml': 'hours: many\n',
      },
    });
  });

  it('are empty or not text is told what to do about each', () => {
    expect(testOf(report, 'mean/whole-numbers')).to.include({
      status: 'failed',
      message: 'src/mean.ts is empty; copy the stub back and write the function there',
      hint: null,
    });
    expect(testOf(report, 'count-labels/counts')).to.include({
      status: 'failed',
      message: 'src/count-labels.ts is not UTF-8 text; save it with the encoding UTF-8',
    });
  });

  it('are missing has not written them yet', () => {
    expect(testOf(report, 'retry/first-success')).to.include({
      status: 'not-implemented',
      message: 'src/retry.ts is not in the submission',
    });
    expect(report.submission.missing).to.deep.equal(['src/retry.ts']);
  });

  it('lie elsewhere is told which were ignored', () => {
    expect(report.submission.ignored).to.deep.equal(['src/retry-old.ts']);
    expect(report.warnings).to.deep.equal(['not part of a submission, ignored: src/retry-old.ts']);
  });

  it('hold a wrong declaration is told so, at no cost', () => {
    expect(report.declaration).to.deep.equal({
      status: 'invalid',
      values: null,
      problems: ['declaration.yaml:1: hours: expected a number, got "many"'],
    });
  });

  it('earn nothing are scored all the same', () => {
    expect(report).to.include({ score: 0, maxScore: 10 });
    expect(report.authorErrors).to.deep.equal([]);
  });
});
