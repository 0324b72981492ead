import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import type { Report } from '../../report/report';
import { temporaryFolder } from '../support/folders';
import { COMPARES, coursesWithHidden } from '../support/hidden-course';
import { boletim } from '../support/program';

const grade = (...parameters: string[]) => boletim('grade', ...parameters, '--sandbox', 'process');
const courseWithHidden = coursesWithHidden();
const out = temporaryFolder();

describe('boletim grade', function () {
  this.timeout(60_000);

  it('scores the stubs with 0 and says where to start', () => {
    const { code, stdout, stderr } = grade('warmup');
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.match(/^Warm-up 1\.0\.0 {2}assignments\/warmup · not isolated\n/);
    expect(stdout.match(/not implemented/g)).to.have.length(7);
    // What was graded here before is remembered.
    expect(stdout.replace(/^Since the last run: .*\n/m, '')).to.match(
      /\nScore 0 \/ 10 {2}0 of 7 tests passed in \d+(\.\d)? s\nStart here: Open src\/mean\.ts/,
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

  describe('that signs', () => {
    const key = path.join(out, 'key.pem');
    const receipt = path.join(out, 'signed', 'receipt.json');
    const report = path.join(out, 'signed', 'report.json');
    const signedBy = (sign: string) =>
      grade(...['warmup', '--question', 'mean', '--report', `json=${report}`, '--sign', sign]);
    before(() => boletim('key', '--out', key));

    it('puts a receipt beside the reports, which verify and stop to when they are changed', () => {
      const { stdout } = signedBy(key);
      expect(stdout).to.include(`Signed: ${receipt} stands for these reports`);
      expect(boletim('verify', receipt)).to.include({ code: 0 });
      expect(boletim('verify', receipt).stdout).to.match(/^assignments\/warmup: 0 of 3 points, as they were/);
      fs.writeFileSync(report, fs.readFileSync(report, 'utf8').replace('"score": 0', '"score": 3'));
      expect(boletim('verify', receipt).stdout).to.include('report.json is not what the receipt stands for');
    });

    it('takes the text of a key, as a CI has it', () => {
      expect(signedBy(fs.readFileSync(key, 'utf8')).stdout).to.include('Signed: ');
    });

    it('grades nothing where there is no key, and says what to do', () => {
      fs.rmSync(receipt);
      const { code, stdout, stderr } = signedBy(path.join(out, 'none.pem'));
      expect([code, stdout]).to.deep.equal([1, '']);
      expect(stderr).to.match(/none\.pem holds no key to sign with .* makes a new one\.\n$/);
      expect(signedBy('-----BEGIN secret').stderr)
        .to.match(/^The text holds no key/)
        .and.not.include('secret');
      expect(fs.existsSync(receipt)).to.equal(false);
    });

    it('says in CI that nobody signed', () => {
      const before = process.env.CI;
      process.env.CI = 'true';
      const { stdout } = grade('warmup', '--question', 'mean', '--report', `json=${report}`);
      if (before === undefined) delete process.env.CI;
      else process.env.CI = before;
      expect(stdout).to.include('Unsigned: these reports prove nothing to others');
    });
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
