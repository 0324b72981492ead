import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { filesBelow, isProcessGone, ownProcessName } from '@boletim/grader/system';

/** Writes beside the file and renames, so that a reader sees the old or the new text, never a part. */
export async function writeFileAtomically(
  file: string,
  text: string | Uint8Array,
  { mode = 0o666 } = {},
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${ownProcessName()}-${randomBytes(4).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, text, { mode });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

const TEMPORARY = /\.(\d+\.\d+\.\d+)-[0-9a-f]{8}\.tmp$/;

/** Removes what runs that were killed while they wrote have left in a folder. */
export function removeHalfWritten(folder: string): void {
  for (const file of filesBelow(folder)) {
    const [, owner] = TEMPORARY.exec(file) ?? [];
    if (owner !== undefined && isProcessGone(owner)) fs.rmSync(file, { force: true });
  }
}
