import fs from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { writeAtomically } from '../loader/compile';

/** What the file keeps, else what is made now, which it keeps from then on. */
export function remembered<T>(file: string, make: () => T): T {
  const known = recall<{ value: T }>(file);
  if (known) return known.value;
  const value = make();
  remember(file, { value });
  return value;
}

/**
 * Keeps a value, which may hold maps and bytes, in a file of the cache, where it only saves time. Nobody else may read it: what was submitted is one
 * student's, or the solution.
 */
export function remember(file: string, value: unknown): void {
  writeAtomically(file, serialize(value), OWNER_ALONE);
}

const OWNER_ALONE = 0o600;

/** What the file keeps; undefined when there is nothing that can be read. */
export function recall<T>(file: string): T | undefined {
  try {
    return deserialize(fs.readFileSync(file)) as T;
  } catch {
    return undefined;
  }
}
