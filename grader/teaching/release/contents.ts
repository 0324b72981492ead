import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** The files of a course that go to students, and what was passed over. */
export interface ReleaseContents {
  /** Paths relative to the course's root, "/"-separated, sorted. */
  files: string[];
  /** Files of the assignment that git does not know: left out. */
  untracked: string[];
}

/** Below these, everything goes out. `toolkit` says whether the assignment builds on the toolkit. */
function releasedFolders(assignment: string, toolkit: boolean): string[] {
  return [
    `assignments/${assignment}`,
    `fixtures/${assignment}/inputs`,
    `fixtures/${assignment}/expected`,
    ...(toolkit ? ['assignments/toolkit'] : []),
    'grader',
  ];
}

const SINGLE_FILES = ['LICENSE', '.editorconfig', '.gitignore', 'docs/student.md'];
/** The course's own tests and measurements, what teachers alone need, and whatever tools leave behind. */
const LEFT_OUT =
  /^(grader|grader\/teaching|assignments\/toolkit)\/(test|bench)\/|^grader\/desk\/|(^|\/)(node_modules|\.cache)\/|\.log$|~$/;

/** Where a teacher's drafts and results may lie around: from here only what git tracks goes out. */
const PERSONAL = /^(assignments\/(?!toolkit\/)|fixtures\/|docs\/)/;

/** Lists what a release of one assignment holds. */
export function releaseContents(root: string, assignment: string): ReleaseContents {
  const folders = releasedFolders(assignment, usesToolkit(path.join(root, 'assignments', assignment)));
  const all = [...folders.flatMap((folder) => filesBelow(root, folder)), ...SINGLE_FILES].filter(
    (file) => !LEFT_OUT.test(file) && fs.existsSync(path.join(root, file)),
  );
  const tracked = trackedFiles(root);
  const untracked = all.filter((file) => PERSONAL.test(file) && tracked?.has(file) === false).sort();
  return { files: all.filter((file) => !untracked.includes(file)).sort(), untracked };
}

/** Whether any code of the assignment names the toolkit, as a package or by path. */
export function usesToolkit(folder: string): boolean {
  return filesBelow(folder, '.')
    .filter((file) => file.endsWith('.ts'))
    .some((file) => /from '[^']*\btoolkit\b[^']*'/.test(fs.readFileSync(path.join(folder, file), 'utf8')));
}

function filesBelow(root: string, folder: string): string[] {
  const start = path.join(root, folder);
  if (!fs.existsSync(start)) return [];
  return fs
    .readdirSync(start, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
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
