import fs from 'node:fs';
import path from 'node:path';
import { isBelow } from '../loader/course-root';
import { codeFiles } from './code-files';
import { COURSE, PROGRAM } from './paths';

/** A module that the course offers its labs and submissions under its own name, like `boletim/toolkit`. */
export interface CourseExport {
  /** As in package.json: `./toolkit`. */
  subpath: string;
  /** Absolute path of its module. */
  file: string;
}

type Target = string | { types?: string; default?: string };

/** What the course's package.json exports, without what is this program's own. */
export function courseExports(): CourseExport[] {
  const { exports = {} } = readPackage();
  return Object.entries(exports).flatMap(([subpath, target]) => {
    const relative = typeof target === 'string' ? target : target.default;
    const file = relative === undefined ? PROGRAM : path.join(COURSE, relative);
    return isBelow(file, PROGRAM) || file === PROGRAM ? [] : [{ subpath, file }];
  });
}

/** Absolute folders of what the course exports: a lab or a submission may load all that is in there. */
export function exportedFolders(): string[] {
  return [...new Set(courseExports().map(({ file }) => path.dirname(file)))];
}

/** The code of what the course exports, without its tests. */
export function exportedFiles(): string[] {
  return exportedFolders().flatMap((folder) => codeFiles(folder, TESTS));
}

/** Never shown to a sandbox. */
export const TESTS = ['test', 'node_modules'];

/**
 * package.json for a compiled tree of the course: its name and its exports mean the compiled modules for everything at or
 * below the folder that it is written to.
 */
export function compiledPackage(): string {
  const targets = courseExports().map(({ subpath, file }) => {
    const relative = path.relative(COURSE, file).split(path.sep).join('/');
    return [subpath, `./${relative.replace(/\.ts$/, '.js')}`];
  });
  return JSON.stringify({
    name: readPackage().name ?? 'course',
    type: 'commonjs',
    exports: Object.fromEntries(targets),
  });
}

/** What package.json says to this program under `boletim`. */
export interface CourseSettings {
  /** The assignment that a command means when none is named. */
  assignment?: string;
}

export function courseSettings(): CourseSettings {
  return readPackage().boletim ?? {};
}

interface CoursePackage {
  name?: string;
  exports?: Record<string, Target>;
  boletim?: CourseSettings;
}

let coursePackage: CoursePackage | undefined;

/** Read once: every submission of a class asks for it several times. */
function readPackage(): CoursePackage {
  const file = path.join(COURSE, 'package.json');
  coursePackage ??= fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as CoursePackage) : {};
  return coursePackage;
}
