import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { filesBelow, makeFolder } from './paths';
import { isProcessGone, ownProcessName } from './temporary-folder';

export interface WriteOptions {
  /** Of the new file, before the umask. */
  mode?: number;
}

/** Writes beside the file and renames, so that a reader sees the old or the new text, never a part. */
export async function writeFileAtomically(
  file: string,
  content: string | Uint8Array,
  { mode = 0o666 }: WriteOptions = {},
): Promise<void> {
  makeFolder(path.dirname(path.resolve(file)));
  const temporary = temporaryBeside(file);
  try {
    await writeFile(temporary, content, { mode });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}

/** The same for those who cannot wait. */
export function writeFileAtomicallySync(
  file: string,
  content: string | Uint8Array,
  { mode = 0o666 }: WriteOptions = {},
): void {
  makeFolder(path.dirname(path.resolve(file)));
  const temporary = temporaryBeside(file);
  try {
    fs.writeFileSync(temporary, content, { mode });
    fs.renameSync(temporary, file);
  } catch (error) {
    discard(temporary);
    throw error;
  }
}

/**
 * Creates a file whole: linked, so that nobody ever sees one that is there and says nothing yet.
 * @returns false when there is one already, which stays as it is
 */
export function createFileAtomicallySync(
  file: string,
  content: string | Uint8Array,
  { mode = 0o666 }: WriteOptions = {},
): boolean {
  makeFolder(path.dirname(path.resolve(file)));
  const temporary = temporaryBeside(file);
  try {
    fs.writeFileSync(temporary, content, { mode });
    return isNew(() => fs.linkSync(temporary, file));
  } catch {
    // Some disks know no links; whatever else it is, is met again.
    return isNew(() => fs.writeFileSync(file, content, { mode, flag: 'wx' }));
  } finally {
    discard(temporary);
  }
}

function isNew(create: () => void): boolean {
  try {
    create();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes what runs that were killed while they wrote have left in a folder. */
export function removeHalfWritten(folder: string): void {
  for (const file of filesBelow(folder)) {
    const [, owner] = TEMPORARY.exec(file) ?? [];
    if (owner !== undefined && isProcessGone(owner)) fs.rmSync(file, { force: true });
  }
}

/** Whether a file's name says that it is not whole: somebody is writing it, or was killed meanwhile. */
export function isHalfWritten(name: string): boolean {
  return TEMPORARY.test(name);
}

const TEMPORARY = /\.(\d+\.\d+\.\d+)-[0-9a-f]{8}\.tmp$/;

/** A name beside a file for what is not whole yet; `removeHalfWritten` knows it. */
export function temporaryBeside(file: string): string {
  return `${file}.${ownProcessName()}-${randomBytes(4).toString('hex')}.tmp`;
}

/** Where nothing can be written, nothing can be removed either: the first error is the one to tell. */
function discard(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // See above.
  }
}
