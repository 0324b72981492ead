import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { drawSeed } from '@boletim/grader/suites';
import { createFileAtomicallySync, writeFileAtomically } from '@boletim/grader/system';

/**
 * The seed of what a class's tests draw. A student who knew it could draw the same, so it is drawn once for an output
 * folder, and kept in the instructor's part: the same class again draws the same.
 */
export async function classSeed(out: string): Promise<number> {
  const file = path.join(out, 'instructor', '.seed');
  const known = readSeed(file);
  if (known !== null) return known;
  const drawn = `${drawSeed()}\n`;
  // Parts of a class may start at the same time: the first one draws for all.
  const isFirst = createFileAtomicallySync(file, drawn, OWNER_ALONE);
  if (!isFirst && readSeed(file) === null) await writeFileAtomically(file, drawn, OWNER_ALONE);
  return readSeed(file)!;
}

const OWNER_ALONE = { mode: 0o600 };

/** The same student of the same class always draws the same; the instructor's copy of the report names the seed. */
export function studentSeed(secret: number, student: string): number {
  return createHash('sha256').update(`${secret}/${student}`).digest().readUIntBE(0, 6);
}

function readSeed(file: string): number | null {
  try {
    const text = fs.readFileSync(file, 'utf8').trim();
    return /^\d{1,15}$/.test(text) ? Number(text) : null;
  } catch {
    return null;
  }
}
