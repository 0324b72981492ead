import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadAssignment } from '../../assignment/load';
import { SOLUTIONS } from '../../system/paths';
import { readSubmission } from '../../submission/read-submission';
import { readSubmissionAt } from '../../submission/submission-at';
import type { SubmittedFiles } from '../../submission/submitted-files';
import type { Upload } from '../../submission/upload';

describe('a submission that points elsewhere', () => {
  const assignment = loadAssignment('warmup');
  const solution = path.join(SOLUTIONS, 'warmup');
  let root: string;
  beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-test-'))));
  afterEach(() => fs.rmSync(root, { recursive: true }));

  const linked: [string, (root: string) => void][] = [
    ['a file that is a link', (at) => link(path.join(solution, 'src/mean.ts'), path.join(at, 'src/mean.ts'))],
    ['a src that is a link', (at) => link(path.join(solution, 'src'), path.join(at, 'src'))],
    ['a checkout that is a link', (at) => link(solution, path.join(at, 'assignments/warmup'))],
    ['an assignments that is a link', (at) => link(SOLUTIONS, path.join(at, 'assignments'))],
  ];
  for (const [name, make] of linked) {
    it(`gives nothing of the other place: ${name}`, async () => {
      make(root);
      expect([...(await readSubmissionAt(root, assignment)).files]).to.deep.equal([]);
    });
  }

  it('refuses a hard link', async () => {
    fs.mkdirSync(path.join(root, 'src'));
    const secret = path.join(root, 'secret.ts');
    fs.writeFileSync(secret, 'export const mean = 1;');
    fs.linkSync(secret, path.join(root, 'src/mean.ts'));
    expect((await readSubmissionAt(root, assignment)).problems.get('src/mean.ts')).to.contain('hard link');
  });

  const uploads: [what: string, name: string, kind: Upload['kind']][] = [
    ['a single file', 'mean.ts', 'file'],
    ['a zip', 'mean.zip', 'zip'],
    ['a tar', 'mean.tar', 'tar'],
  ];
  for (const [what, name, kind] of uploads) {
    it(`refuses a hard link that was handed in as ${what}`, async () => {
      const [secret, upload] = [path.join(root, 'secret.ts'), path.join(root, name)];
      fs.writeFileSync(secret, 'export const mean = 1;');
      fs.linkSync(secret, upload);
      const outcome = await readSubmission([{ path: upload, name, kind }], assignment).catch(
        (error: unknown) => error,
      );
      const said =
        outcome instanceof Error
          ? outcome.message
          : [...(outcome as SubmittedFiles).problems.values()].join();
      expect(said).to.contain('is a hard link to another file');
    });
  }

  it('does not wait for a pipe', async function () {
    fs.mkdirSync(path.join(root, 'src'));
    if (spawnSync('mkfifo', [path.join(root, 'src/mean.ts')]).status !== 0) this.skip();
    expect((await readSubmissionAt(root, assignment)).problems.get('src/mean.ts')).to.contain(
      'not a regular file',
    );
  });

  it('passes over folders that are too deep to list', async () => {
    const name = 'd'.repeat(250);
    const cwd = process.cwd();
    fs.mkdirSync(path.join(root, 'src'));
    process.chdir(path.join(root, 'src'));
    for (let depth = 0; depth < 20; depth += 1) {
      fs.mkdirSync(name);
      process.chdir(name);
    }
    process.chdir(cwd);
    expect((await readSubmissionAt(root, assignment)).missing).to.have.length(3);
    spawnSync('rm', ['-rf', path.join(root, 'src')]);
  });
});

function link(target: string, at: string): void {
  fs.mkdirSync(path.dirname(at), { recursive: true });
  fs.symlinkSync(target, at);
}
