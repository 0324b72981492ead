import fs from 'node:fs';
import path from 'node:path';
import type { Assignment } from '../../assignment/assignment';
import { NODE_MODULES } from '../../system/paths';
import { createTemporaryFolder, explained, sweepTemporaryFolders } from '../../system/temporary-folder';
import { compiledPackage } from '../../system/course-package';
import type { GivenCode } from './given';
import { killMarked } from './process-tree';
import { sandboxUser, takeBack } from './sandbox-user';

/** The folder a sandbox sees as its world: the compiled submission, links to what it is given, a scratch folder. */
export interface Stage {
  root: string;
  /** Where the student's files are, mirroring the assignment's folder. */
  submission: string;
  /** The only writable folder. */
  scratch: string;
  /** Writes one compiled file of the submission. */
  write(file: string, code: string): void;
  /** Makes the scratch folder empty: the next sandbox starts without what the last one left there. */
  clearScratch(): void;
  remove(): Promise<void>;
}

/** Creates the folder. Links are junctions on Windows, which need no privilege. */
export function createStage(assignment: Assignment, given: GivenCode): Stage {
  sweepOnce();
  const root = createTemporaryFolder('stage');
  try {
    return explained(() => layOut(root, assignment, given));
  } catch (error) {
    removeFolder(root);
    throw error;
  }
}

function layOut(root: string, assignment: Assignment, given: GivenCode): Stage {
  const submission = path.join(root, 'assignments', assignment.spec.id);
  const scratch = path.join(root, 'scratch');
  fs.mkdirSync(submission, { recursive: true });
  fs.mkdirSync(scratch);
  fs.writeFileSync(path.join(root, 'package.json'), compiledPackage());
  fs.symlinkSync(NODE_MODULES, path.join(root, 'node_modules'), 'junction');
  for (const [place, compiled] of given.exported) {
    fs.mkdirSync(path.dirname(path.join(root, place)), { recursive: true });
    fs.symlinkSync(compiled, path.join(root, place), 'junction');
  }
  return {
    root,
    submission,
    scratch,
    write(file, code) {
      const target = path.join(submission, ...file.replace(/\.ts$/, '.js').split('/'));
      explained(() => {
        fs.mkdirSync(path.dirname(target), { recursive: true });
        fs.writeFileSync(target, code);
      });
    },
    clearScratch() {
      if (isEmpty(scratch)) return;
      takeBackFromUser(scratch);
      removeFolder(scratch);
      fs.mkdirSync(scratch);
    },
    async remove() {
      takeBackFromUser(scratch);
      await removeFolderLater(root);
    },
  };
}

/** What only processes of one stage have in their environment, on systems where that can be looked up. */
export function stageMark(scratch: string): string {
  return `HOME=${scratch}`;
}

let swept = false;

function sweepOnce(): void {
  if (swept) return;
  swept = true;
  sweepTemporaryFolders((folder) => killMarked(stageMark(path.join(folder, 'scratch'))));
}

function takeBackFromUser(scratch: string): void {
  const uid = sandboxUser();
  if (uid !== null && !isEmpty(scratch)) takeBack({ scratch }, uid);
}

function isEmpty(folder: string): boolean {
  try {
    return fs.readdirSync(folder).length === 0;
  } catch {
    return false;
  }
}

/** Student code may have taken the rights off its own folders. */
function removeFolder(folder: string): void {
  const remove = () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    remove();
  } catch {
    makeWritable(folder);
    remove();
  }
}

/** The same without keeping others waiting. */
async function removeFolderLater(folder: string): Promise<void> {
  const remove = () => fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 3 });
  await remove().catch(() => {
    makeWritable(folder);
    return remove();
  });
}

function makeWritable(folder: string): void {
  fs.chmodSync(folder, 0o700);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) makeWritable(path.join(folder, entry.name));
}
