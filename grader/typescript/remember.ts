import fs from 'node:fs';
import { writeAtomically } from '../loader/compile';

/**
 * Keeps a value in a file of the cache, where it only saves time. Nobody else may read it: what was submitted is one
 * student's, or the solution.
 */
export function remember(file: string, value: unknown): void {
  writeAtomically(file, JSON.stringify(value), OWNER_ALONE);
}

const OWNER_ALONE = 0o600;

/** What the file keeps; undefined when there is nothing that can be read. */
export function recall<T>(file: string): T | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
