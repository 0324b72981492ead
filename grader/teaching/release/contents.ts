import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { filesBelow } from '@boletim/grader/system';

/** The files of a course that go to students, and what was passed over. */
export interface ReleaseContents {
  /** Paths relative to the course's root, "/"-separated, sorted. */
  files: string[];
  /** Files of the assignments that git does not know: left out. */
  untracked: string[];
}

/** Below these, everything goes out. */
function releasedFolders(assignment: string): string[] {
  return [`assignments/${assignment}`, `fixtures/${assignment}/inputs`, `fixtures/${assignment}/expected`];
}

const SINGLE_FILES = ['LICENSE', '.editorconfig', '.gitignore', 'docs/student.md', 'docs/student.pt-BR.md'];
/** Whatever tools leave behind. */
const LEFT_OUT = /(^|\/)(node_modules|\.cache)\/|\.log$|~$/;

/** Lists what a release of some assignments holds. A teacher's drafts lie around: only what git tracks goes out. */
export function releaseContents(root: string, assignments: readonly string[]): ReleaseContents {
  const folders = assignments.flatMap(releasedFolders);
  const all = [...folders.flatMap((folder) => pathsBelow(root, folder)), ...SINGLE_FILES].filter(
    (file) => !LEFT_OUT.test(file) && fs.existsSync(path.join(root, file)),
  );
  const tracked = trackedFiles(root);
  const untracked = all.filter((file) => tracked?.has(file) === false).sort();
  return { files: all.filter((file) => !untracked.includes(file)).sort(), untracked };
}

function pathsBelow(root: string, folder: string): string[] {
  return filesBelow(path.join(root, folder)).map((file) =>
    path.relative(root, file).split(path.sep).join('/'),
  );
}

/** Undefined where the course is not a git checkout. */
function trackedFiles(root: string): Set<string> | undefined {
  if (!fs.existsSync(path.join(root, '.git'))) return undefined;
  const list = execFileSync('git', ['ls-files', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return new Set(list.split('\0').filter((file) => file !== ''));
}
