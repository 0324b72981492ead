import fs from 'node:fs';
import type { Assignment } from '../assignment/assignment';
import { gradingFiles } from '../suite/load-suites';
import { digestOfFiles } from './digest-of-files';
import { mistakeFiles } from './explained';

/**
 * Over everything that decides what a report says: YAML, lab, suites, fixtures, and the records of mistakes, from which
 * diagnoses come. Whoever signs a report, or takes one that others made, goes by it.
 */
export function assignmentDigest(assignment: Assignment): string {
  const records = mistakeFiles(assignment).filter((file) => fs.existsSync(file));
  return digestOnce(assignment, [...gradingFiles(assignment), ...records]);
}

/** Over everything that decides grades, which a record of a mistake does not. */
export function gradesDigest(assignment: Assignment): string {
  return digestOnce(assignment, gradingFiles(assignment));
}

/** Fixtures are large, and the same for a whole class; an assignment that is loaded again may have changed. */
function digestOnce({ spec }: Assignment, files: readonly string[]): string {
  const known = digests.get(spec) ?? new Map<string, string>();
  digests.set(spec, known);
  const key = files.join('\0');
  const digest = known.get(key) ?? digestOfFiles(files);
  known.set(key, digest);
  return digest;
}

const digests = new WeakMap<Assignment['spec'], Map<string, string>>();
