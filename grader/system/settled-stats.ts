import fs from 'node:fs';

/** Two writes of one moment can look the same; the clock of no file system that we know is coarser than this. */
export const SETTLED_MILLISECONDS = 3000;

/**
 * A text that changes whenever one of some files does, for a thousandth of what it takes to read them. Null where one
 * is missing, cannot be looked at, or has changed too lately for that.
 */
export function settledStats(files: readonly string[]): string | null {
  const latest = Date.now() - SETTLED_MILLISECONDS;
  const seen: string[] = [];
  for (const file of files) {
    const stats = statsOf(file);
    if (!stats || stats.ctimeMs > latest) return null;
    seen.push([stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join());
  }
  return seen.join(';');
}

function statsOf(file: string): fs.Stats | undefined {
  try {
    return fs.statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
