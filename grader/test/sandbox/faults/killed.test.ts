import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { GraderFault } from '../../../errors';
import { SOLUTIONS } from '../../../system/paths';
import { parseReport, type Report } from '../../../reporters';
import { gradeFolder } from '../../support/grade-folder';
import { sweepTemporaryFolders } from '../../../system/temporary-folder';
import { sandboxesOf } from '../canary/look-inside';
import { MODES } from '../host/specimen';
import { foldersOf, killAfter, leftRunningBy, runBoletim, seededMoments } from './program';

const SOLUTION = path.join(SOLUTIONS, 'warmup');
const SANDBOX_KILLS = 120;
const GRADER_KILLS = 50;
const CLASS_KILLS = 30;

describe('killed at a random moment', function () {
  this.timeout(300_000);
  let root: string;
  before(function () {
    if (process.platform !== 'linux') this.skip();
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-test-'));
  });
  after(() => {
    if (root) fs.rmSync(root, { recursive: true, force: true });
  });

  it(`a sandbox costs the running test its points, and nothing else (${SANDBOX_KILLS} times)`, async () => {
    const moment = seededMoments(1);
    const assignment = loadAssignment('warmup');
    let kills = 0;
    for (let round = 0; kills < SANDBOX_KILLS; round += 1) {
      const sandbox = MODES[round % MODES.length]!;
      let killed = 0;
      const timers = [0, 1].map(() => setTimeout(() => (killed += killSandboxes()), moment() * 300));
      const report = await gradeFolder({
        assignment,
        submission: SOLUTION,
        sandbox,
        device: 'auto',
        typeCheck: false,
      }).catch(faultOf);
      timers.forEach(clearTimeout);
      kills += killed;
      expectRightScore(report, killed);
    }
    expect(await leftRunningBy(process.pid)).to.deep.equal([]);
    expect(foldersOf(process.pid)).to.deep.equal([]);
  });

  it(`the grader leaves no wrong report and no process (${GRADER_KILLS} times)`, async () => {
    const moment = seededMoments(2);
    const file = path.join(root, 'report.json');
    const parameters = (sandbox: string) => [
      'grade',
      'warmup',
      '--submission',
      SOLUTION,
      '--sandbox',
      sandbox,
      '--report',
      `json=${file}`,
    ];
    const { milliseconds } = await runBoletim(parameters('process'));
    for (let round = 0; round < GRADER_KILLS; round += 1) {
      fs.rmSync(file, { force: true });
      const sandbox = MODES[round % MODES.length]!;
      const ended = await runBoletim(parameters(sandbox), { during: killAfter(moment() * milliseconds) });
      expect(await leftRunningBy(ended.pid)).to.deep.equal([]);
      if (fs.existsSync(file)) expect(parseReport(fs.readFileSync(file, 'utf8')).score).to.equal(10);
      else expect(ended.signal).to.equal('SIGKILL');
    }
    await expectSweptByNextRun();
  });

  for (const sandbox of MODES) {
    it(`the grader takes a looping submission with it under ${sandbox}`, async () => {
      const submission = path.join(root, 'looping');
      fs.mkdirSync(path.join(submission, 'src'), { recursive: true });
      fs.writeFileSync(path.join(submission, 'src/mean.ts'), 'export function mean() { for (;;); }');
      const parameters = ['grade', 'warmup', '--submission', submission, '--sandbox', sandbox];
      const ended = await runBoletim(parameters, { during: killAfter(2500) });
      expect(ended.signal).to.equal('SIGKILL');
      expect(await leftRunningBy(ended.pid)).to.deep.equal([]);
    });
  }

  it(`a class run goes on to the same grades (${CLASS_KILLS} times)`, async () => {
    const moment = seededMoments(3);
    const submissions = writeClass(path.join(root, 'in'));
    const parameters = (out: string) => [
      'class',
      submissions,
      'warmup',
      '--out',
      out,
      '--jobs',
      '2',
      '--sandbox',
      MODES.at(-1)!,
    ];
    const undisturbed = path.join(root, 'undisturbed');
    const { milliseconds } = await runBoletim(parameters(undisturbed));
    let kills = 0;
    for (let chain = 0; kills < CLASS_KILLS; chain += 1) {
      const out = path.join(root, `out-${chain}`);
      for (let done = false; !done;) {
        const last = kills >= CLASS_KILLS || moment() < 0.2;
        const ended = await runBoletim(
          parameters(out),
          last ? {} : { during: killAfter(moment() * milliseconds) },
        );
        if (ended.signal === 'SIGKILL') kills += 1;
        else expect(ended.code, ended.stderr).to.equal(0);
        done = ended.code === 0;
        expect(await leftRunningBy(ended.pid)).to.deep.equal([]);
      }
      const grades = (folder: string) => fs.readFileSync(path.join(folder, 'grades.csv'), 'utf8');
      expect(grades(out)).to.equal(grades(undisturbed));
      expect(written(out)).to.deep.equal(written(undisturbed));
    }
    await expectSweptByNextRun();
  });
});

function killSandboxes(): number {
  const pids = sandboxesOf(process.pid);
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // gone already
    }
  }
  return pids.length;
}

/** Killed twice while it starts, a sandbox is given up: a fault of the grader, and no score at all. */
function faultOf(error: unknown): null {
  expect(error).to.be.instanceOf(GraderFault);
  return null;
}

function expectRightScore(report: Report | null, killed: number): void {
  if (report === null) return expect(killed).to.be.at.least(2) && undefined;
  const tests = report.questions.flatMap((question) => question.tests);
  const lost = tests.filter(({ status }) => status !== 'passed');
  for (const { status, message, points } of lost)
    expect([status, message, points]).to.deep.equal(['crashed', 'its process was ended by SIGKILL', 0]);
  expect(lost.length + penaltiesOf(report)).to.be.at.most(killed);
  const points = tests
    .filter(({ status }) => status === 'passed')
    .reduce((sum, test) => sum + test.maxPoints, 0);
  expect(report.score).to.equal(points - penaltiesOf(report));
}

/** A penalty check that crashes costs its point, as it does when the student's code crashes it. */
function penaltiesOf(report: Report): number {
  return report.questions.flatMap((question) => question.penalties).filter(({ applied }) => applied).length;
}

/** What killed runs have left in the temporary folder is gone after one more. */
async function expectSweptByNextRun(): Promise<void> {
  sweepTemporaryFolders();
  const owner = /^boletim-(?:stage|submission|given)-\d+\.(\d+)\./;
  const names = fs.readdirSync(os.tmpdir()).filter((name) => owner.test(name));
  expect(names.filter((name) => !fs.existsSync(`/proc/${owner.exec(name)![1]}`))).to.deep.equal([]);
}

/** Six students: two right, two with one question, one wrong, one looping. */
function writeClass(folder: string): string {
  const mean = fs.readFileSync(path.join(SOLUTION, 'src/mean.ts'), 'utf8');
  for (const name of ['ana', 'bo', 'cy', 'dee', 'eve', 'fay']) {
    const at = path.join(folder, name, 'src');
    fs.mkdirSync(at, { recursive: true });
    if (name < 'c') fs.cpSync(path.join(SOLUTION, 'src'), at, { recursive: true });
    else if (name < 'e') fs.writeFileSync(path.join(at, 'mean.ts'), `// ${name}\n${mean}`);
    else if (name < 'f') fs.writeFileSync(path.join(at, 'mean.ts'), 'export const mean = () => 42;');
    else fs.writeFileSync(path.join(at, 'mean.ts'), 'export const mean = () => process.exit(0);');
  }
  return folder;
}

/** What a run has written for people; names of stored results depend on the code that graded. */
function written(folder: string): string[] {
  return filesBelow(folder).filter((file) => !/^\.results.*json$/.test(file));
}

function filesBelow(folder: string): string[] {
  const entries = fs.readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
