import fs from 'node:fs';
import path from 'node:path';
import { filesBelow, COURSE } from '../system/paths';
import { digestOfFiles } from './digest-of-files';

/** Over the code that decides results, whatever the assignment: the grader's and what labs are built from. */
export function codeDigest(): string {
  digest ??= digestOfFiles(codeFiles());
  return digest;
}

let digest: string | undefined;

/** Reports are rendered anew each time, so their code does not count. */
const FOLDERS = [
  'grader/assignment',
  'grader/run',
  'grader/sandbox',
  'grader/submission',
  'grader/suite',
  'grader/wire',
  'grader/typescript',
  'assignments/toolkit',
];

function codeFiles(): string[] {
  const code = FOLDERS.flatMap((folder) => filesBelow(path.join(COURSE, folder)).sort());
  const dependencies = path.join(COURSE, 'package-lock.json');
  return [...code.filter((file) => !isTest(file)), ...(fs.existsSync(dependencies) ? [dependencies] : [])];
}

function isTest(file: string): boolean {
  return path.relative(COURSE, file).split(path.sep).includes('test');
}
