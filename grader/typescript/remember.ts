import fs from 'node:fs';
import { writeAtomically } from '../loader/compile';

/** Keeps a value in a file of the cache, where it only saves time. */
export function remember(file: string, value: unknown): void {
  writeAtomically(file, JSON.stringify(value));
}

/** What the file keeps; undefined when there is nothing that can be read. */
export function recall<T>(file: string): T | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
