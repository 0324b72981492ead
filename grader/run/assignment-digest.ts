import { createHash } from 'node:crypto';
import fs from 'node:fs';
import type { Assignment } from '../assignment/assignment';
import { displayPath } from '../paths';
import { gradingFiles } from '../suite/load-suites';

/** Over everything that decides grades: YAML, lab, suites, fixtures, the reference solution. */
export function assignmentDigest(assignment: Assignment): string {
  const files = gradingFiles(assignment);
  const key = files.join('\0');
  const known = digests.get(key);
  if (known) return known;
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(displayPath(file)).update('\0').update(fs.readFileSync(file)).update('\0');
  const digest = hash.digest('hex');
  digests.set(key, digest);
  return digest;
}

const digests = new Map<string, string>();
