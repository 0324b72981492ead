import fs from 'node:fs';
import path from 'node:path';
import { SOLUTIONS } from '../../grader/system/paths';
import type { FarmKeys } from '../../grader/farm/test/support/farm';
import { STORES, type StoreName, type TestStore } from '../../grader/farm/test/support/stores';
import { writeSubmissions, type Kind } from '../submissions';
import type { Scale } from '../scale';

/** What every measurement of a farm is given. */
export interface FarmBench {
  scale: Scale;
  /** To write into; it goes away. */
  folder: string;
  keys: FarmKeys;
  print(line: string): void;
  atEnd(end: () => unknown): void;
  /** What the machine grades without a queue, once it was measured. */
  submissionsPerSecond: number | null;
}

export const WORKERS = 4;
const KINDS: Kind[] = ['right', 'wrong', 'right', 'crashing'];

/** Submissions that only this run has, or those of the same salt again. */
export function makeClass(
  folder: string,
  id: string,
  { count, salt }: { count: number; salt: string },
): string {
  writeSubmissions(folder, { solution: path.join(SOLUTIONS, id), kinds: KINDS, count, salt });
  return folder;
}

/** A store that runs, and ends with the bench at the latest. */
export async function startStore(bench: FarmBench, name: StoreName): Promise<TestStore> {
  const store = await STORES[name]();
  bench.atEnd(() => store.remove());
  await store.start();
  return store;
}

/** How `class` finds the farm. */
export function queueOptions({ keys: { files } }: FarmBench, url: string): string[] {
  return ['--queue', url, '--sign', files.course, '--workers', files.workers];
}

/** A folder of this run that is empty. */
export function freshFolder({ folder }: FarmBench, name: string): string {
  const fresh = path.join(folder, name);
  fs.rmSync(fresh, { recursive: true, force: true });
  fs.mkdirSync(fresh, { recursive: true });
  return fresh;
}

/** How often each thing went wrong, in words. */
export function countsOf(happened: Readonly<Record<string, number>>): string {
  return Object.entries(happened)
    .map(([what, times]) => `${what} ${times}`)
    .join(', ');
}
