import fs from 'node:fs';
import path from 'node:path';
import { COURSE, PROGRAM } from '../loader/course-root';

/** The course's root folder: package.json, assignments/, solutions/, fixtures/. */
export { COURSE };
/** The folder of this program's code, TypeScript in a checkout and JavaScript in an installed package. */
export { PROGRAM };

export const ASSIGNMENTS = path.join(COURSE, 'assignments');
export const FIXTURES = path.join(COURSE, 'fixtures');
export const SOLUTIONS = path.join(COURSE, 'solutions');
export const NODE_MODULES = path.join(COURSE, 'node_modules');

/** A file that npm writes whenever it changes what is installed; none where something else has installed it. */
export function installed(): string[] {
  return [path.join(NODE_MODULES, '.package-lock.json')].filter((file) => fs.existsSync(file));
}

/** A path as people and reports read it: relative to the course when it lies below, with forward slashes. */
export function displayPath(file: string): string {
  const relative = path.relative(COURSE, file);
  return (relative.startsWith('..') ? file : relative).split(path.sep).join('/');
}

/** Which folders are not entered: those of some names, wherever they lie, or what is said of each. */
export type Except = readonly string[] | ((folder: string) => boolean);

/** Every file below a folder, as absolute paths; none when the folder is not there. Links are not followed. */
export function filesBelow(folder: string, except: Except = []): string[] {
  return entriesBelow(folder, except)
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** The same with everything that is no folder: links too, which who opens them follows. */
export function entriesBelow(folder: string, except: Except = []): fs.Dirent[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [entry];
    const below = path.join(folder, entry.name);
    const isExcepted = typeof except === 'function' ? except(below) : except.includes(entry.name);
    return isExcepted ? [] : entriesBelow(below, except);
  });
}

/** Makes a folder and those above it. Where none can be made, as in /proc, Node's own recursion never ends. */
export function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error; // Somebody else was faster.
  }
}
