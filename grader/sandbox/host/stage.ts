import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Assignment } from '../../assignment/assignment';
import { NODE_MODULES } from '../../paths';
import { SANDBOX_PACKAGE, type GivenCode } from './given';

/** The folder a sandbox sees as its world: the compiled submission, links to what it is given, a scratch folder. */
export interface Stage {
  root: string;
  /** Where the student's files are, mirroring the assignment's folder. */
  submission: string;
  /** The only writable folder. */
  scratch: string;
  /** Writes one compiled file of the submission. */
  write(file: string, code: string): void;
  remove(): void;
}

/** Creates the folder. Links are junctions on Windows, which need no privilege. */
export function createStage(assignment: Assignment, given: GivenCode): Stage {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-')));
  const submission = path.join(root, 'assignments', assignment.spec.id);
  const scratch = path.join(root, 'scratch');
  fs.mkdirSync(submission, { recursive: true });
  fs.mkdirSync(scratch);
  fs.writeFileSync(path.join(root, 'package.json'), SANDBOX_PACKAGE);
  fs.symlinkSync(NODE_MODULES, path.join(root, 'node_modules'), 'junction');
  if (given.toolkit) fs.symlinkSync(given.toolkit, path.join(root, 'assignments', 'toolkit'), 'junction');
  return {
    root,
    submission,
    scratch,
    write(file, code) {
      const target = path.join(submission, ...file.replace(/\.ts$/, '.js').split('/'));
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, code);
    },
    remove() {
      fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
