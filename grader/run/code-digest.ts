import fs from 'node:fs';
import path from 'node:path';
import { exportedFiles } from '../system/course-package';
import { digestOfGraph, modulesFrom, type ModuleGraph } from '../system/module-graph';
import { COURSE, PROGRAM } from '../system/paths';

/**
 * Over the code that decides results, whatever the assignment: every module that grading, the compiler's process and a
 * sandbox load, what labs are built from, and the settings and versions that they depend on.
 */
export function codeDigest(): string {
  digest ??= digestOfGraph(decidingFiles());
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

/** What the digest is over. */
export function decidingFiles(): ModuleGraph {
  const { files, packages } = modulesFrom([
    ...ENTRIES.map((entry) => require.resolve(path.join(PROGRAM, entry))),
    ...exportedFiles(),
  ]);
  const settings = SETTINGS.map((name) => path.join(COURSE, name)).filter((file) => fs.existsSync(file));
  return { files: [...files, ...settings], packages };
}
