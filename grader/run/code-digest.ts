import fs from 'node:fs';
import path from 'node:path';
import { exportedFiles } from '../system/course-package';
import { digestOfModules } from '../system/module-graph';
import { COURSE, PROGRAM } from '../system/paths';

/**
 * Over the code that decides results, whatever the assignment: every module that grading, the compiler's process and a
 * sandbox load, what labs are built from, and the settings and versions that they depend on.
 */
export function codeDigest(): string {
  digest ??= digestOfModules(decidingModules(), settings());
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

/** Where what the digest is over begins. */
export function decidingModules(): string[] {
  return [...ENTRIES.map((entry) => require.resolve(path.join(PROGRAM, entry))), ...exportedFiles()];
}

/** What it is over besides. */
export function settings(): string[] {
  return SETTINGS.map((name) => path.join(COURSE, name)).filter((file) => fs.existsSync(file));
}
