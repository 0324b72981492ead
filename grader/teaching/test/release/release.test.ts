import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { assignmentIds } from '../../../assignment/ids';
import { loadAssignment } from '../../../assignment/load';
import { NODE_MODULES, COURSE, SOLUTIONS } from '../../../system/paths';
import { buildRelease, releaseAssignments } from '../../release';
import { findSecrets } from '../../release/secrets';
import { linkPackages } from './link-packages';

describe('releasing an assignment of this course', () => {
  // Inside the repository's file system, so that packages can be linked instead of copied.
  const scratch = path.join(NODE_MODULES, '.cache', 'boletim', `release-test-${process.pid}`);
  after(() => fs.rmSync(scratch, { recursive: true, force: true }));

  for (const id of assignmentIds()) {
    let files: Map<string, Buffer>;
    before(function () {
      this.timeout(180_000);
      ({ files } = buildRelease([loadAssignment(id)]));
    });

    it(`${id}: holds stubs, suites, the packages, lock file, README and workflow`, () => {
      const { spec, questions } = loadAssignment(id);
      expect([...files.keys()]).to.include.members([
        ...questions.flatMap(({ file }) => [`assignments/${id}/${file}`]),
        ...spec.questions.flatMap((asked) => (asked.manual ? [] : `assignments/${id}/${asked.suite}`)),
        ...[
          'vendor/boletim-grader-0.1.0.tgz',
          'package-lock.json',
          'README.md',
          '.github/workflows/grade.yml',
          'LICENSE',
        ],
      ]);
    });

    it(`${id}: holds nothing of the instructor's desk`, () => {
      expect([...files.keys()].filter((file) => /desk|teaching/.test(file))).to.deep.equal([]);
      expect(files.get('package-lock.json')!.toString()).not.to.match(/nodemailer|shiki|boletim\/desk/);
    });

    it(`${id}: holds nothing below solutions/ and no line that only a solution has`, () => {
      expect([...files.keys()].filter((file) => /solutions|mutant|hidden\.yaml/.test(file))).to.deep.equal(
        [],
      );
      const released = [...files]
        .filter(([file]) => file.startsWith(`assignments/${id}/`))
        .map(([, bytes]) => bytes.toString('utf8'));
      for (const line of solutionLines(id)) {
        expect(
          released.filter((text) => text.includes(line)),
          line,
        ).to.deep.equal([]);
      }
    });

    it(`${id}: locks every package that its package.json asks for, and those complete`, () => {
      const folder = path.join(scratch, `lock-${id}`);
      fs.mkdirSync(folder, { recursive: true });
      for (const [file, bytes] of files)
        if (/^(vendor\/.*|package(-lock)?\.json)$/.test(file)) {
          fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
          fs.writeFileSync(path.join(folder, file), bytes);
        }
      const { status, stdout, stderr } = spawnSync(
        'npm',
        ['ls', '--package-lock-only', '--all', '--offline'],
        { cwd: folder, encoding: 'utf8' },
      );
      expect(stderr + stdout).not.to.match(/missing|invalid|extraneous/);
      expect(status).to.equal(0);
    });
  }

  it('would notice each hidden suite: every file of them has a canary', () => {
    const folder = path.join(SOLUTIONS, 'cnn', 'suites');
    const files = (fs.readdirSync(folder, { recursive: true }) as string[]).filter((file) =>
      /\.(ts|yaml|py)$/.test(file),
    );
    const leak = new Map(files.map((file) => [file, fs.readFileSync(path.join(folder, file))]));
    const found = findSecrets(COURSE, leak).filter((problem) => problem.includes('holds the canary'));
    expect(found.length).to.be.at.least(6).and.equal(files.length);
  });

  it('would notice the reference solution, whatever it is called and says in comments', () => {
    for (const id of assignmentIds()) {
      const files = loadAssignment(id).spec.files.filter((file) => file.endsWith('.ts'));
      const textOf = (file: string) => fs.readFileSync(path.join(SOLUTIONS, id, file), 'utf8');
      const leak = new Map(files.map((file) => [`grader/${file}`, Buffer.from(`// ours\n${textOf(file)}`)]));
      const found = findSecrets(COURSE, leak).filter((problem) => problem.includes('is the same as'));
      expect(found, id).to.have.length(files.length);
    }
  });

  it('gives the same bytes twice', () => {
    const [first, second] = [
      buildRelease([loadAssignment('warmup')]),
      buildRelease([loadAssignment('warmup')]),
    ];
    expect([...second.files]).to.deep.equal([...first.files]);
  });

  it('grades and tests in the released folder, with the locked packages and nothing else', async function () {
    this.timeout(120_000);
    const out = path.join(scratch, 'run');
    await releaseAssignments(['warmup'], out);
    linkPackages(out);
    const run = (...parameters: string[]) => spawnSync('npm', parameters, { cwd: out, encoding: 'utf8' });
    const grade = run('run', 'grade', '--silent', '--', 'warmup', '--report', 'json=report.json');
    expect(grade.stdout, grade.stderr).to.match(/Score 0 \/ 10/);
    expect(JSON.parse(fs.readFileSync(path.join(out, 'report.json'), 'utf8')).questions).to.have.length(3);
    const test = run('test', '--silent');
    expect(test.stdout, test.stderr).to.match(/3 passing/);
  });

  /** The code of solutions, line by line, as far as a line is long enough to be nobody else's and no stub has it. */
  function solutionLines(id: string): string[] {
    const { spec } = loadAssignment(id);
    return spec.files
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => {
        const stub = fs.readFileSync(path.join(COURSE, 'assignments', id, file), 'utf8');
        const solution = fs.readFileSync(path.join(SOLUTIONS, id, file), 'utf8');
        const lines = solution.split('\n').map((line) => line.trim());
        return lines.filter(
          (line) => line.length >= 40 && !/^(\/\/|\*|\/\*|import )/.test(line) && !stub.includes(line),
        );
      });
  }
});
