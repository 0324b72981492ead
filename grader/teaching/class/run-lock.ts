import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UsageError } from '@boletim/grader/errors';
import { createFileAtomicallySync, isProcessGone, ownProcessName } from '@boletim/grader/system';

/**
 * Takes an output folder for one run; two at a time would write each other's rows. What a run that was killed left is
 * taken over.
 * @returns gives the folder back
 * @throws UsageError while another run has it
 */
export function lockOutput(out: string): () => void {
  const lock = lockOf(out);
  const own = JSON.stringify({ host: os.hostname(), process: ownProcessName() });
  if (!createFileAtomicallySync(lock, own)) {
    removeAbandoned(lock, out);
    if (!createFileAtomicallySync(lock, own)) throw inUse(lock, out);
  }
  return () => fs.rmSync(lock, { force: true });
}

/** The file that says that a run has the folder. */
export function lockOf(out: string): string {
  return path.join(out, '.running');
}

/** Moved before it is removed: of two runs that find it abandoned one gets it, and the new lock is nobody's to move. */
function removeAbandoned(lock: string, out: string): void {
  const found = readLock(lock);
  if (found === null || !isAbandoned(found)) throw inUse(lock, out);
  const aside = `${lock}.${process.pid}`;
  try {
    fs.renameSync(lock, aside);
  } catch {
    throw inUse(lock, out);
  }
  const moved = readLock(aside);
  if (moved === found) return fs.rmSync(aside, { force: true });
  fs.renameSync(aside, lock);
  throw inUse(lock, out);
}

function isAbandoned(text: string): boolean {
  try {
    const { host, process: owner } = JSON.parse(text) as { host?: unknown; process?: unknown };
    return host === os.hostname() && typeof owner === 'string' && isProcessGone(owner);
  } catch {
    return false;
  }
}

function readLock(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function inUse(lock: string, out: string): UsageError {
  return new UsageError(
    `Another run writes into ${out}; wait for it, or give --out another folder. If none does any more, delete ${lock}.`,
  );
}
