import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Report } from '../../report/report';
import { COURSE } from '../../system/paths';
import { courseCopies, courseFile } from '../support/course';
import { temporaryFolder } from '../support/folders';
import { COMPARES, coursesWithHidden } from '../support/hidden-course';

const PROGRAM = path.join(COURSE, 'grader', 'bin', 'boletim.js');

interface Result {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the real program, without isolation: what is isolated is tested elsewhere. */
function boletim(...parameters: string[]): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...parameters], {
    encoding: 'utf8',
    cwd: COURSE,
    env: { ...process.env, DEVICE: undefined, FORCE_COLOR: undefined },
  });
  return { code: status, stdout, stderr };
}

const grade = (...parameters: string[]) => boletim('grade', ...parameters, '--sandbox', 'process');
const course = courseCopies();
const courseWithHidden = coursesWithHidden();
const out = temporaryFolder();

describe('boletim grade', function () {
  this.timeout(60_000);

  it('scores the stubs with 0 and says where to start', () => {
    const { code, stdout, stderr } = grade('warmup');
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.match(/^Warm-up 1\.0\.0 {2}assignments\/warmup · not isolated\n/);
    expect(stdout.match(/not implemented/g)).to.have.length(7);
    expect(stdout).to.match(
      /\nScore 0 \/ 10 {2}0 of 7 tests passed in \d+\.\d s\nStart with src\/mean\.ts: Open /,
    );
    expect(stdout).to.not.match(/\u001b/);
  });

  it('scores the solution in full, and writes the reports that are asked for', () => {
    const json = path.join(out, 'deep', 'report.json');
    const markdown = path.join(out, 'report.md');
    const { code, stdout } = grade(
      ...['warmup', '--submission', 'solutions/warmup', '--seed', '7', '--min-score', '10'],
      ...['--report', `json=${json}`, '--report', `markdown=${markdown}`],
    );
    expect(code).to.equal(0);
    expect(stdout).to.include('Score 10 / 10  7 of 7 tests passed');
    const report = JSON.parse(fs.readFileSync(json, 'utf8')) as Report;
    expect(report).to.include({ schema: 'boletim/report/v1', score: 10, maxScore: 10 });
    expect(report.environment).to.include({ sandbox: 'process', seed: 7 });
    expect(report.submission.name).to.equal('solutions/warmup');
    expect(fs.readFileSync(markdown, 'utf8')).to.include('Warm-up');
  });

  it('grades one question alone', () => {
    const { code, stdout } = grade('warmup', '--question', 'retry');
    expect(code).to.equal(0);
    expect(stdout).to.include('Score 0 / 3  0 of 2 tests').and.not.include('src/mean.ts');
  });

  it('ends with 2 below the score that is demanded', () => {
    const { code, stdout } = grade('warmup', '--question', 'mean', '--min-score', '0.5');
    expect(code).to.equal(2);
    expect(stdout).to.include('Score 0 / 3');
  });

  it('asks the reference solution of hidden suites, which is part of what the digest covers', () => {
    const folder = courseWithHidden([COMPARES]);
    const graded = (seed: string) => {
      const json = path.join(out, 'hidden.json');
      const { code, stdout, stderr } = grade(
        ...[path.join(folder, 'tiny'), '--submission', path.join(folder, 'solution'), '--seed', seed],
        ...['--hidden', path.join(folder, 'solution/suites'), '--report', `json=${json}`],
      );
      expect(code, stderr).to.equal(0);
      expect(stdout).to.include('4 of 4 tests passed');
      return (JSON.parse(fs.readFileSync(json, 'utf8')) as Report).assignment.digest;
    };
    const digest = graded('1');
    expect(graded('2')).to.equal(digest);
    fs.appendFileSync(path.join(folder, 'solution/src/half.ts'), '// changed\n');
    expect(graded('1')).to.not.equal(digest);
  });

  it('writes a report into a link or a device, and leaves it one', function () {
    if (process.platform === 'win32') this.skip();
    const [link, target] = [path.join(out, 'link.json'), path.join(out, 'target.json')];
    fs.symlinkSync(target, link);
    const device = path.join(out, 'null');
    fs.symlinkSync('/dev/null', device);
    const reports = [link, device].flatMap((file) => ['--report', `json=${file}`]);
    grade('warmup', ...reports);
    expect(fs.lstatSync(link).isSymbolicLink()).to.equal(true);
    expect(JSON.parse(fs.readFileSync(target, 'utf8'))).to.include({ schema: 'boletim/report/v1' });
    expect(fs.readlinkSync(device)).to.equal('/dev/null');
    expect(fs.statSync('/dev/null').isCharacterDevice()).to.equal(true);
  });

  it('keeps the score when a report cannot be written', () => {
    const { code, stdout, stderr } = grade(
      'warmup',
      '--question',
      'mean',
      '--report',
      'json=/dev/null/report.json',
    );
    expect(code).to.equal(1);
    expect(stdout).to.include('Score 0 / 3');
    expect(stderr).to.match(
      /^The json report cannot be written to \/dev\/null\/report\.json \(.*\); the score above stands\.\n$/,
    );
  });

  const wrong: [what: string, parameters: string[], stderr: RegExp][] = [
    [
      'an unknown assignment',
      ['nothing'],
      /^There is no assignment "nothing"\. This checkout has: cnn, warmup\.\n$/,
    ],
    [
      'a question in the place of the assignment',
      ['transform'],
      /has: cnn, warmup\. To grade its question: npm run grade -- cnn --question transform\n$/,
    ],
    [
      'an unknown question',
      ['warmup', '--question', 'x'],
      /^There is no question "x"; warmup has: mean, count-labels, retry\.\n$/,
    ],
    [
      'a report without a file',
      ['warmup', '--report', 'json'],
      /^--report json: write FORMAT=FILE with one of json, junit, /,
    ],
    ['a report of no known format', ['warmup', '--report', 'pdf=x'], /^--report pdf=x: write FORMAT=FILE/],
    [
      'a submission that is not there',
      ['warmup', '--submission', '/nowhere'],
      /^The submission "\/nowhere" is not a folder/,
    ],
    [
      'hidden suites that are not there',
      ['warmup', '--hidden', '/nowhere'],
      /^\/nowhere has no hidden\.yaml/,
    ],
    ['a score that is no number', ['warmup', '--min-score', 'all'], /'all' is invalid\. Write a number\./],
    ['an unknown option', ['warmup', '--speed'], /unknown option '--speed'/],
  ];
  for (const [what, parameters, stderr] of wrong) {
    it(`ends with 1 for ${what}, and says what to write`, () => {
      const result = grade(...parameters);
      expect(result.code).to.equal(1);
      expect(result.stdout).to.equal('');
      expect(result.stderr)
        .to.match(stderr)
        .and.not.match(/\n {4}at /);
    });
  }
});

describe("boletim grade with a course author's mistake", function () {
  this.timeout(60_000);

  const NOT_YOURS = "A mistake in the course's files, not in a submission:\n";
  const mistakes: [what: string, file: string, content: string, stderr: RegExp][] = [
    [
      'in assignment.yaml',
      'tiny/assignment.yaml',
      courseFile('tiny/assignment.yaml').replace('points: 2', 'point: 2'),
      /tiny\/assignment\.yaml:8:5: questions\[0\]\.points: is missing; add "points:" with a number\n.*:10:5: questions\[0\]: unknown key "point"/,
    ],
    [
      'between YAML and suite',
      'tiny/assignment.yaml',
      courseFile('tiny/assignment.yaml').replace('id: zero', 'id: none'),
      /double\.suite\.ts: the YAML lists the test "none"/,
    ],
    [
      'in a suite',
      'tiny/suites/half.suite.ts',
      'const = 1;\n',
      /half\.suite\.ts cannot be loaded: [^]*half\.suite\.ts\D+1\D+7/,
    ],
    ['in the syntax of the lab', 'tiny/lab.ts', 'const = 1;\n', /tiny\/lab\.ts cannot be compiled: /],
    [
      'in what the lab exports',
      'tiny/lab.ts',
      'export {};\n',
      /lab cannot be used: it must export `lab`, with a function createLab/,
    ],
    [
      'in a lab that throws',
      'tiny/lab.ts',
      'throw new Error("no tensors");\n',
      /lab cannot be used: no tensors\n[^]*tiny\/lab\.ts:1:7/,
    ],
    [
      'in what the lab builds',
      'tiny/lab.ts',
      courseFile('tiny/lab.ts').replace('return {', 'throw new Error("no functions"); return {'),
      /lab cannot be used: no functions\n[^]*tiny\/lab\.ts:6:9/,
    ],
  ];
  for (const [what, file, content, stderr] of mistakes) {
    it(`ends with 1, names the file and shows nothing as the student's: ${what}`, () => {
      const folder = course({ [file]: content });
      const result = grade(path.join(folder, 'tiny'), '--submission', path.join(folder, 'solution'));
      expect(result.stderr).to.match(stderr);
      expect(result.stderr.startsWith(NOT_YOURS)).to.equal(true);
      expect([result.code, result.stdout]).to.deep.equal([1, '']);
    });
  }

  it('that only a run can show is told below the score of the rest', () => {
    const suite = courseFile('tiny/suites/half.suite.ts').replace(
      '(({ half }) => half(1))',
      '(() => outside)',
    );
    const folder = course({ 'tiny/suites/half.suite.ts': `const outside = 1;\n${suite}` });
    const { code, stdout } = grade(path.join(folder, 'tiny'), '--submission', path.join(folder, 'solution'));
    expect(code).to.equal(1);
    expect(stdout).to.match(/The course's own mistakes, not yours\n.*half\.suite\.ts: one: The callback/);
    expect(stdout).to.match(
      /half of one - not run\n +could not be graded: the course has to correct this test\n/,
    );
    expect(stdout).to.include('Score 2 / 3');
  });

  const halfSuite = (line: string) =>
    courseFile('tiny/suites/half.suite.ts').replace('expect(await', `${line}\n    expect(await`);
  const endings: [what: string, line: string, stderr: RegExp][] = [
    [
      'that ends the program',
      'process.exit(0);',
      /^something ended the program before it was done; .* must not call process\.exit\(\)\n$/,
    ],
    [
      'that throws in a timer',
      "setTimeout(() => { throw new Error('too late'); }); await new Promise((done) => setTimeout(done, 50));",
      /^a suite threw outside of its tests: too late \(.*half\.suite\.ts:\d+:\d+\)\n$/,
    ],
  ];
  for (const [what, line, stderr] of endings) {
    it(`in a suite ${what} never looks like a grade`, () => {
      const folder = course({ 'tiny/suites/half.suite.ts': halfSuite(line) });
      const result = grade(path.join(folder, 'tiny'), '--submission', path.join(folder, 'solution'));
      expect(result.stderr.startsWith(NOT_YOURS)).to.equal(true);
      expect(result.stderr.slice(NOT_YOURS.length)).to.match(stderr);
      expect([result.code, result.stdout]).to.deep.equal([1, '']);
    });
  }

  it('that is a fault of the grader or its machine ends with 3 and blames nobody', () => {
    const lab = courseFile('tiny/lab.ts').replace(
      '= { createLab }',
      "= { createLab, start: async () => { throw new Error('the graphics card is on fire'); } }",
    );
    const folder = course({ 'tiny/lab.ts': lab });
    const { code, stdout, stderr } = grade(
      path.join(folder, 'tiny'),
      '--submission',
      path.join(folder, 'solution'),
    );
    expect([code, stdout]).to.deep.equal([3, '']);
    expect(stderr).to.match(
      /^The grader failed; this says nothing about the submission\.\n[^]*did not start[^]*the graphics card is on fire\nOn this machine alone: "npm run doctor"[^]*On every machine: the lab is wrong/,
    );
  });
});

describe('boletim check', function () {
  this.timeout(60_000);

  it('ends with 0 when everything was proved', () => {
    const { code, stdout } = boletim('check', 'warmup', '--sandbox', 'process');
    expect(stdout)
      .to.match(/^warmup\n {2}✓ YAML and suites agree\n/)
      .and.match(/\n\n\d+ checks passed, 0 failed\n$/);
    expect(code).to.equal(0);
  });

  it('ends with 1 and the count when something was not', () => {
    const folder = course({ 'tiny/src/half.ts': 'export const half = (x: number) => x / 2;\n' });
    const { code, stdout } = boletim('check', path.join(folder, 'tiny'), '--sandbox', 'process');
    expect(stdout).to.match(/✗ stubs earn nothing\n {6}half\/one is "passed" on the stubs/);
    expect(stdout).to.match(/\n4 checks passed, 2 failed\n$/);
    expect(code).to.equal(1);
  });

  it('ends with 1 for what is not there', () => {
    expect(boletim('check', 'nothing')).to.include({ code: 1 });
    expect(boletim('check', '--sandbox', 'sand').stderr).to.match(/Allowed choices are auto, bwrap, process/);
  });
});

describe('boletim', () => {
  it('grades when no command is named', () => {
    expect(boletim('nothing').stderr).to.match(/^There is no assignment "nothing"/);
  });

  it('explains its commands', () => {
    const { code, stdout } = boletim('--help');
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/grade one submission/)
      .and.match(/prove the course/);
  });
});
