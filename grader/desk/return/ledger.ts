import fs from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { messageOf, UsageError } from '@boletim/grader/errors';
import { writeFileAtomically } from '@boletim/grader/system';

const letterSchema = z.object({
  way: z.string(),
  /** The student's id: in a list, as an id may be any text. */
  id: z.string(),
  /** Of the letter that went out last on this way. */
  digest: z.string(),
});

const ledgerSchema = z.object({
  schema: z.literal('boletim/returned/v1'),
  letters: z.array(letterSchema),
});

/** What was handed back on one way, by student id: the digest of the last letter. */
export type Returned = ReadonlyMap<string, string>;

/** What was handed back before on one way. Throws a UsageError when the note about it is damaged. */
export async function readReturned(out: string, way: string): Promise<Returned> {
  const { letters } = await readLedger(out);
  return new Map(letters.filter((letter) => letter.way === way).map(({ id, digest }) => [id, digest]));
}

/** Notes what is handed back now, beside what went out before and on other ways. */
export async function noteReturned(out: string, way: string, returned: Returned): Promise<void> {
  const { schema, letters } = await readLedger(out);
  const kept = letters.filter((letter) => letter.way !== way || !returned.has(letter.id));
  const added = [...returned].map(([id, digest]) => ({ way, id, digest }));
  const text = JSON.stringify({ schema, letters: [...kept, ...added] }, null, 2);
  await writeFileAtomically(ledgerFile(out), `${text}\n`);
}

async function readLedger(out: string): Promise<z.infer<typeof ledgerSchema>> {
  const file = ledgerFile(out);
  const text = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UsageError(`${file} cannot be read (${messageOf(error)}).`);
  });
  if (text === null) return { schema: 'boletim/returned/v1', letters: [] };
  try {
    return ledgerSchema.parse(JSON.parse(text));
  } catch {
    throw new UsageError(
      `${file} is damaged, so nobody knows what was handed back; delete it, and everything counts as new.`,
    );
  }
}

function ledgerFile(out: string): string {
  return path.join(out, 'return', 'returned.json');
}
