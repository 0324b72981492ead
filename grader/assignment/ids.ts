import fs from 'node:fs';
import path from 'node:path';
import { courseSettings } from '../system/course-package';
import { ASSIGNMENTS } from '../system/paths';

/** The ids of the assignments in this checkout. */
export function assignmentIds(): string[] {
  if (!fs.existsSync(ASSIGNMENTS)) return [];
  const entries = fs.readdirSync(ASSIGNMENTS, { withFileTypes: true });
  return entries
    .filter(
      (entry) => entry.isDirectory() && fs.existsSync(path.join(ASSIGNMENTS, entry.name, 'assignment.yaml')),
    )
    .map((entry) => entry.name)
    .sort();
}

/** The assignment that a command means when none is named: package.json's `boletim.assignment`, or the first. */
export function usualAssignment(): string | undefined {
  const ids = assignmentIds();
  const { assignment = ids[0] } = courseSettings();
  return assignment;
}
