import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import type { Report, TestReport, TestStatus } from '../../report/report';
import { SPECIMENS } from '../support/folders';
import { gradeWith, questionOf, testOf } from '../support/grading';

interface Case {
  /** File of specimens/mean: what it does, in a few words. */
  specimen: string;
  status: TestStatus;
  /** Of the first test, word for word. */
  message: string | null;
  location?: string;
  /** Points of the question, where it earns any. */
  points?: number;
}

const TIME = 'did not finish within 0.3 s; look for a loop or a promise that never ends';
const MUST_EXPORT = 'src/mean.ts must export a function named "mean"; ';

const CASES: Case[] = [
  {
    specimen: 'returns-nothing',
    status: 'failed',
    message: 'expected 3, got undefined; a function gives undefined when it ends without return',
  },
  { specimen: 'returns-a-string', status: 'failed', message: 'expected 3, got "3"' },
  { specimen: 'is-off-by-one', status: 'failed', message: 'expected 3, got 4.5' },
  {
    specimen: 'returns-a-function',
    status: 'failed',
    message: 'the result is a function, which is not data',
  },
  {
    specimen: 'returns-an-instance',
    status: 'failed',
    message: "the result's result is a Mean, which is not plain data",
  },
  {
    specimen: 'returns-too-much',
    status: 'failed',
    message: 'the result has more than 250000 parts; return a tensor or a typed array',
  },
  {
    specimen: 'returns-itself-inside',
    status: 'failed',
    message: `the result's ${'self.'.repeat(12).slice(0, -1)}… key is nested more than 64 levels deep, or contains itself`,
  },
  { specimen: 'never-settles', status: 'timed-out', message: TIME },
  { specimen: 'loops-forever', status: 'timed-out', message: TIME },
  { specimen: 'loops-while-loading', status: 'timed-out', message: TIME },
  { specimen: 'allocates-forever', status: 'crashed', message: 'it used more than 300 MB of memory' },
  {
    specimen: 'exits-with-zero',
    status: 'crashed',
    message: 'its process exited with code 0 before it answered; do not call process.exit()',
    location: 'src/mean.ts:2:11',
  },
  { specimen: 'floods-the-output', status: 'crashed', message: 'it printed more than 64 MB' },
  {
    specimen: 'throws-an-error',
    status: 'failed',
    message: '.by is asked of undefined: something is missing there; print what stands before the dot',
    location: 'src/mean.ts:6:22',
  },
  {
    specimen: 'throws-a-string',
    status: 'failed',
    message: `threw "no idea" (string) instead of an Error; write: throw new Error('...')`,
  },
  {
    specimen: 'throws-nothing',
    status: 'failed',
    message: `threw undefined instead of an Error; write: throw new Error('...')`,
  },
  {
    specimen: 'throws-while-loading',
    status: 'failed',
    message: 'TypeError: the table is not there',
    location: 'src/mean.ts:1:7',
  },
  {
    specimen: 'recurses-forever',
    status: 'failed',
    message: 'the function calls itself without end, or something that it calls does',
    location: 'src/mean.ts:2:3',
  },
  {
    specimen: 'rejects-later',
    status: 'failed',
    message: 'in a promise that nobody awaits: left alone',
    location: 'src/mean.ts:3:23',
  },
  {
    specimen: 'has-a-syntax-error',
    status: 'failed',
    message: `syntax error
src/mean.ts:2:61: ')' expected.
    const total = values.reduce((sum, value) => sum + value, 0;
                                                              ^`,
  },
  {
    specimen: 'awaits-outside-async',
    status: 'failed',
    message: `cannot be loaded
src/mean.ts:2:17: await stands in a function that is not async. Write "async" before that function, or do without await.
    const total = await values.reduce((sum, value) => sum + value, 0);
                  ^`,
  },
  {
    specimen: 'awaits-while-loading',
    status: 'failed',
    message: `cannot be loaded
src/mean.ts:1:14: await stands outside of every function, and a submission cannot wait while it is loaded. Move it into the async function that needs its value.
    const zero = await Promise.resolve(0);
                 ^`,
  },
  {
    specimen: 'asks-for-import-meta',
    status: 'failed',
    message: `cannot be loaded
src/mean.ts:2:15: import.meta is not there when a submission is graded. For the folder of this file write __dirname; do without the rest.
    console.log(import.meta.url);
                ^`,
  },
  { specimen: 'imports-with-an-extension', status: 'passed', message: null, points: 3 },
  { specimen: 'exports-another-name', status: 'failed', message: `${MUST_EXPORT}it exports "average"` },
  {
    specimen: 'exports-nothing',
    status: 'failed',
    message: `${MUST_EXPORT}write "export" before "function mean"`,
  },
  {
    specimen: 'exports-a-default',
    status: 'failed',
    message: `${MUST_EXPORT}write "export function mean", without "default"`,
  },
  { specimen: 'exports-a-number', status: 'failed', message: `${MUST_EXPORT}its "mean" is a number` },
  {
    specimen: 'imports-a-missing-file',
    status: 'failed',
    message:
      'it imports "./sum", which is not part of a submission; write what it needs into the question\'s own file',
    location: 'src/mean.ts:1:1',
  },
  {
    specimen: 'imports-a-missing-package',
    status: 'failed',
    message: 'it imports "lodash", which is not there when a submission is graded; do without it',
    location: 'src/mean.ts:1:1',
  },
  { specimen: 'prints-a-lot', status: 'passed', message: null, points: 3 },
  { specimen: 'exits-later', status: 'passed', message: null, points: 3 },
];

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
      /^what countLabels returns: expected a map, got undefined; a function gives undefined/,
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
