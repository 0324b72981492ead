import fs from 'node:fs';
import path from 'node:path';
import { CACHE, writeAtomically } from '../loader/compile';
import { sha256 } from './digest';
import { digestOfModule } from './module-graph';

/**
 * The file of the cache for what a module makes of something: another for other code, and for another input.
 *
 * @param kind the folder
 * @param module the module's absolute path
 * @param input JSON-serializable, all that decides besides
 */
export function cacheFile(kind: string, module: string, input: unknown): string {
  return path.join(CACHE, kind, `${sha256(JSON.stringify([digestOfModule(module), input]))}.json`);
}

/** What the file keeps, else what is made now, which it keeps from then on. */
export function remembered<T>(file: string, make: () => T): T {
  const known = recall<{ value: T }>(file);
  if (known) return known.value;
  const value = make();
  remember(file, { value });
  return value;
}

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
