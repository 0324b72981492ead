import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../paths';

/** Over the code that decides results, whatever the assignment: the grader's and what labs are built from. */
export function codeDigest(): string {
  digest ??= digestOf(CODE.flatMap((name) => filesBelow(path.join(ROOT, name))));
  return digest;
}

let digest: string | undefined;

/** Reports are rendered anew each time, so their code does not count. */
const CODE = [
  'grader/assignment',
  'grader/run',
  'grader/sandbox',
  'grader/submission',
  'grader/suite',
  'grader/typescript',
  'assignments/toolkit',
  'package-lock.json',
];

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${path.relative(ROOT, file)}\0`)
      .update(fs.readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

function filesBelow(name: string): string[] {
  const stats = fs.statSync(name, { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [name];
  const entries = fs.readdirSync(name, { withFileTypes: true });
  return entries
    .filter((entry) => entry.name !== 'test')
    .map((entry) => path.join(name, entry.name))
    .sort()
    .flatMap(filesBelow);
}
