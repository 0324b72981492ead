import fs from 'node:fs';
import path from 'node:path';
import { cacheFile } from '../system/cache-file';
import { recall, remember } from '../system/remember';
import { settledStats } from '../system/settled-stats';
import type { Task } from '../system/task-messages';
import type { Answer } from '../system/task-process';
import { TEXT_PROCESSES } from '../system/text-processes';
import type { Upload } from './upload';

export interface Reading<Result> {
  /** What reads, and by which name its module exports it; it is asked with the uploads and `besides`. */
  task: Pick<Task, 'module' | 'name'>;
  uploads: readonly Upload[];
  besides: object;
  /** The deadline. */
  seconds: number;
  /** Whether the same files give this result again, and not perhaps another one tomorrow. */
  isLasting(result: Result): boolean;
}

/**
 * Lets another process read what was uploaded, with a deadline and a bound of memory; or takes what it said about the
 * very same files before, as long as none of them looks different.
 */
export async function askReader<Result>(reading: Reading<Result>): Promise<Answer<Result>> {
  const uploads = reading.uploads.map((upload) => ({ ...upload, path: path.resolve(upload.path) }));
  const task: Task = { ...reading.task, request: { uploads, ...reading.besides } };
  const place = cacheFile('readings', task.module, [process.getuid?.(), task.name, task.request]);
  const kept = recall<Kept<Result>>(place);
  if (kept && kept.seen === lookOf(uploads)) return { result: kept.result };
  const answer = await TEXT_PROCESSES.ask<Result>(task, reading.seconds * 1000);
  if (!('result' in answer) || !reading.isLasting(answer.result)) return answer;
  const seen = lookOf(uploads);
  if (seen !== null) remember(place, { seen, ...answer } satisfies Kept<Result>);
  return answer;
}

interface Kept<Result> {
  /** How the files looked. */
  seen: string;
  result: Result;
}

/** Null for what cannot be looked at, too. */
function lookOf(uploads: readonly Upload[]): string | null {
  try {
    return seenOf(uploads);
  } catch {
    return null;
  }
}

/** Folders tell by their own time what has come and gone. Null for more than is quick to look at, and for links. */
function seenOf(uploads: readonly Upload[]): string | null {
  const places: string[] = [];
  const waiting = uploads.map((upload) => upload.path);
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const stats = fs.lstatSync(place, { throwIfNoEntry: false });
    if (!stats?.isFile() && !stats?.isDirectory()) return null;
    places.push(place);
    if (stats.isDirectory()) waiting.push(...firstEntries(place));
    if (places.length + waiting.length > MOST_ENTRIES) return null;
  }
  return settledStats(places);
}

const MOST_ENTRIES = 1000;

/** Paths of what lies in a folder; of a folder that holds more than is quick to look at, one too many. */
function firstEntries(folder: string): string[] {
  const open = fs.opendirSync(folder);
  try {
    const places: string[] = [];
    for (let entry = open.readSync(); entry && places.length <= MOST_ENTRIES; entry = open.readSync())
      places.push(path.join(folder, entry.name));
    return places;
  } finally {
    open.closeSync();
  }
}
