import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { SOLUTIONS } from '../../../system/paths';
import { gradeFolder } from '../../support/grade-folder';
import { probeBwrap } from '../../../sandbox/host/probe-bwrap';
import { MODES } from '../host/specimen';
import { runBoletim } from './program';

const SOLUTION = path.join(SOLUTIONS, 'warmup');
const GRADE = ['grade', 'warmup', '--submission', SOLUTION, '--sandbox', 'process'];

describe('a machine in trouble', function () {
  this.timeout(60_000);
  let root: string;
  before(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-test-'))));
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  /** bubblewrap as a stage set: the same machine with one of its parts changed. */
  const withChange = (context: Mocha.Context, ...change: string[]): string[] => {
    const probe = probeBwrap();
    if (!probe.available) return context.skip();
    return [probe.program, '--dev-bind', '/', '/', ...change, '--'];
  };

  it('says that the temporary folder is full, and is not the student to blame', async function () {
    const full = path.join(root, 'full');
    fs.mkdirSync(full);
    const before = withChange(this, '--size', '8192', '--tmpfs', full);
    const { code, stderr, stdout } = await runBoletim(GRADE, { before, env: { TMPDIR: full } });
    expect(stderr, stdout).to.match(
      /temporary folder .*full cannot be used \(ENOSPC.*set TMPDIR to another folder/,
    );
    expect([code, stdout]).to.deep.equal([3, '']);
  });

  it('says that the temporary folder is none', async () => {
    fs.writeFileSync(path.join(root, 'none'), '');
    const { code, stderr } = await runBoletim(GRADE, { env: { TMPDIR: path.join(root, 'none') } });
    expect(stderr).to.match(/temporary folder .*none cannot be used \(ENOTDIR/);
    expect(code).to.equal(3);
  });

  it('grades in a checkout and a working folder that cannot be written', async function () {
    const before = withChange(
      this,
      '--ro-bind',
      '/',
      '/',
      '--dev',
      '/dev',
      '--bind',
      os.tmpdir(),
      os.tmpdir(),
    );
    const { code, stdout, stderr } = await runBoletim(GRADE, { before });
    expect(stdout, stderr).to.contain('Score 10 / 10');
    expect(code).to.equal(0);
  });

  const places: [string, (root: string) => string][] = [
    ['below a file', (at) => path.join(at, 'file', 'report.json')],
    ['where a folder is', (at) => at],
    ['in /proc', () => '/proc/boletim/report.json'],
  ];
  for (const [name, place] of places) {
    it(`keeps the score when a report cannot be written ${name}`, async () => {
      fs.writeFileSync(path.join(root, 'file'), '');
      const { code, stdout, stderr } = await runBoletim([...GRADE, '--report', `json=${place(root)}`]);
      expect(stdout).to.contain('Score 10 / 10');
      expect(stderr).to.match(/The json report cannot be written to .*; the score above stands/);
      expect(code).to.equal(1);
      expect(fs.readdirSync(root).filter((file) => file.endsWith('.tmp'))).to.deep.equal([]);
    });
  }

  for (const sandbox of MODES) {
    for (const hours of [-24, 24]) {
      it(`does not mind a clock that jumps by ${hours} hours under ${sandbox}`, async () => {
        const { now } = Date;
        const assignment = loadAssignment('warmup');
        const jump = setTimeout(() => (Date.now = () => now() + hours * 3_600_000), 50);
        try {
          const report = await gradeFolder({
            assignment,
            submission: SOLUTION,
            sandbox,
            device: 'auto',
            typeCheck: false,
          });
          expect(report.score).to.equal(10);
          expect(report.durationMs).to.be.within(0, 60_000);
        } finally {
          clearTimeout(jump);
          Date.now = now;
        }
      });
    }
  }
});
