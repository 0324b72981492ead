import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { messageOf, UsageError } from '@boletim/grader/errors';
import { writeFileAtomically } from '@boletim/grader/system';

/** Lies beside the submissions that `boletim serve` and `boletim collect` took. */
const FOLDER = '.handed-in';

const recordSchema = z.strictObject({
  schema: z.literal('boletim/handed-in/v1'),
  student: z.strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    username: z.string(),
    idNumber: z.string(),
  }),
  /** The entry beside it; null when there is nothing, for the reason in `problem`. */
  file: z.string().nullable(),
  sha256: z.string().nullable(),
  handedIn: z.iso.datetime().nullable(),
  timeFrom: z.enum(['server', 'commit']),
  problem: z.string().nullable(),
  /** What the instructor may want to know. */
  notes: z.array(z.string()),
  /** Where it was fetched from; null for what was uploaded. */
  repository: z
    .strictObject({
      /** Without secrets. */
      url: z.string(),
      branch: z.string(),
      /** Whether the branch was named on the command line. */
      branchNamed: z.boolean(),
      commit: z.string(),
      /** The last minute that counted. */
      until: z.iso.datetime().nullable(),
      asked: z.iso.datetime(),
      /** What was the last commit until then when it was asked for before. */
      before: z.array(z.strictObject({ commit: z.string(), asked: z.iso.datetime() })),
    })
    .nullable(),
});

/** Who handed in one entry of a folder of submissions, and when, as the program that took it knows. */
export type HandInRecord = z.infer<typeof recordSchema>;

/** Writes what is known about `<slug>` and its entry: after the entry itself, since only then it holds. */
export async function writeHandInRecord(
  folder: string,
  slug: string,
  record: Omit<HandInRecord, 'schema'>,
): Promise<void> {
  const text = JSON.stringify({ schema: 'boletim/handed-in/v1', ...record }, null, 2);
  await writeFileAtomically(path.join(folder, FOLDER, `${slug}.json`), `${text}\n`);
}

/**
 * What is known about the entries of a folder, by slug; nothing where neither `serve` nor `collect` wrote it.
 * @throws UsageError for a damaged record
 */
export function readHandInRecords(folder: string): Map<string, HandInRecord> {
  const names = listJson(path.join(folder, FOLDER));
  return new Map(names.map((name) => [name.slice(0, -'.json'.length), readRecord(folder, name)]));
}

/** Whether the entry of a record is still the one that it was written about. */
export async function isUnchanged(folder: string, { file, sha256 }: HandInRecord): Promise<boolean> {
  if (file === null) return true;
  const place = path.join(folder, file);
  return fs.existsSync(place) && (await digestOf(place)) === sha256;
}

/** sha256 of a file of any size. */
async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(file), hash);
  return hash.digest('hex');
}

function listJson(folder: string): string[] {
  try {
    return fs
      .readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    return [];
  }
}

function readRecord(folder: string, name: string): HandInRecord {
  const file = path.join(folder, FOLDER, name);
  try {
    const record = recordSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
    if (record.file !== null && path.basename(record.file) !== record.file)
      throw new Error('it names a path');
    return record;
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new UsageError(
      `${file} is damaged (${why}); delete it, and it is not known when that was handed in.`,
    );
  }
}
