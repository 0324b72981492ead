import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { COURSE } from '../grader/system/paths';

/** A version of this repository that can be measured. */
export interface Checkout {
  /** What it is called in the output. */
  name: string;
  root: string;
}

/** This working tree alone, or with another revision beside it, installed as a newcomer would; `remove` ends that one. */
export function checkouts(revision: string | undefined): { all: Checkout[]; remove(): void } {
  const here = { name: 'here', root: COURSE };
  if (revision === undefined) return { all: [here], remove: () => {} };
  const git = (...parameters: string[]) =>
    execFileSync('git', parameters, { cwd: COURSE, encoding: 'utf8' }).trim();
  const commit = git('rev-parse', '--verify', `${revision}^{commit}`);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-against-'));
  const remove = () => {
    git('worktree', 'remove', '--force', root);
    fs.rmSync(root, { recursive: true, force: true });
  };
  git('worktree', 'add', '--detach', '--force', root, commit);
  process.stdout.write(`Installing ${commit.slice(0, 10)} in ${root}\n`);
  try {
    install(root);
  } catch (error) {
    remove();
    throw error;
  }
  return { all: [here, { name: commit.slice(0, 10), root }], remove };
}

/** The program of a checkout. */
export function programOf({ root }: Checkout): string {
  return path.join(root, 'grader', 'bin', 'boletim.js');
}

/** Installs what a folder's lock file names. */
export function install(folder: string): void {
  const parameters = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel', 'error'];
  execFileSync('npm', parameters, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}
