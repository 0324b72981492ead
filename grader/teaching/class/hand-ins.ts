import fs from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ClassRow } from './class-row';
import { writeFileAtomically } from '@boletim/grader/system';

const handInsSchema = z.array(
  z.object({
    digest: z.string(),
    /** When it was first graded. */
    at: z.string(),
    files: z.record(z.string(), z.string()),
  }),
);

/** What a student handed in, the newest last. */
export type HandIns = z.infer<typeof handInsSchema>;

/** Earlier ones are there to be compared with: nobody looks further back. */
const KEPT = 5;

/** Keeps the files of a submission beside the results, so that the next one can be compared with it. */
export async function keepHandIn(out: string, { slug, report, files }: ClassRow): Promise<void> {
  if (!report) return;
  const known = await readHandIns(out, slug);
  const { digest } = report.submission;
  if (known.at(-1)?.digest === digest) return;
  const others = known.filter((handIn) => handIn.digest !== digest);
  const kept = [...others, { digest, at: report.startedAt, files: { ...files } }].slice(-KEPT);
  await writeFileAtomically(fileOf(out, slug), `${JSON.stringify(kept)}\n`);
}

/** The hand-ins that are known of a student; none when the file is damaged, since it can be made again. */
export async function readHandIns(out: string, slug: string): Promise<HandIns> {
  try {
    return handInsSchema.parse(JSON.parse(await fs.readFile(fileOf(out, slug), 'utf8')));
  } catch {
    return [];
  }
}

function fileOf(out: string, slug: string): string {
  return path.join(out, '.hand-ins', `${slug}.json`);
}
