import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { exportedFiles } from '../system/course-package';
import { COURSE, PROGRAM } from '../system/paths';
import { modulesFrom, type ModuleGraph } from './module-graph';

/**
 * Over the code that decides results, whatever the assignment: every module that grading, the compiler's process and a
 * sandbox load, what labs are built from, and the settings and versions that they depend on.
 */
export function codeDigest(): string {
  digest ??= digestNow();
  return digest;
}

let digest: string | undefined;

/** Where reading, grading, suites and the processes that take part begin; all else is found from there. */
const ENTRIES = [
  ...['submission/read-submission', 'run/grade', 'suite/index', 'sandbox/child/main'],
  ...['loader/register', 'loader/run'],
];
/** Of the course: they decide warnings, and the versions of packages of packages. */
const SETTINGS = ['tsconfig.json', 'package-lock.json'];

function digestNow(): string {
  const { files, packages } = decidingFiles();
  const hash = createHash('sha256').update(JSON.stringify([process.version, packages]));
  for (const file of files) hash.update(nameOf(file)).update('\0').update(fs.readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** What the digest is over. */
export function decidingFiles(): ModuleGraph {
  const { files, packages } = modulesFrom([
    ...ENTRIES.map((entry) => require.resolve(path.join(PROGRAM, entry))),
    ...exportedFiles(),
  ]);
  const settings = SETTINGS.map((name) => path.join(COURSE, name)).filter((file) => fs.existsSync(file));
  return { files: [...files, ...settings], packages };
}

/** The same wherever the program is installed. */
function nameOf(file: string): string {
  const root = file.startsWith(PROGRAM + path.sep) ? PROGRAM : COURSE;
  return path.relative(root, file).split(path.sep).join('/');
}
