import type { Assignment } from '../assignment/assignment';
import { gradingFiles } from '../suite/load-suites';
import { digestOfFiles } from './digest-of-files';

/** Over everything that decides grades: YAML, lab, suites, fixtures, the reference solution. */
export function assignmentDigest(assignment: Assignment): string {
  const files = gradingFiles(assignment);
  const key = files.join('\0');
  const digest = digests.get(key) ?? digestOfFiles(files);
  digests.set(key, digest);
  return digest;
}

const digests = new Map<string, string>();
