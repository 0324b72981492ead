import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { UsageError } from '@boletim/grader/errors';
import { READERS } from '@boletim/grader/submission';

/** Who handed in one submission of a Gradescope export; several people in group work. */
export interface Submitter {
  name: string | null;
  email: string | null;
  sid: string | null;
}

const text = z.union([z.string(), z.number().transform(String)]).nullish();
const metadata = z.record(
  z.string(),
  z.object({
    ':submitters': z.array(z.object({ ':name': text, ':email': text, ':sid': text })).default([]),
  }),
);

/**
 * Reads `submission_metadata.yml` beside the folders of a Gradescope export.
 * @returns submitters by folder name like `submission_123`; empty when there is no such file
 * @throws UsageError when it is damaged or somebody else's
 */
export async function readGradescopeMetadata(folder: string): Promise<Map<string, Submitter[]>> {
  const file = path.join(folder, 'submission_metadata.yml');
  const source = await readFile(file, 'utf8').catch(() => undefined);
  if (source === undefined) return new Map();
  const parsed = metadata.safeParse((await readYaml(source, file)) ?? {});
  if (!parsed.success) throw new UsageError(`${file} is not Gradescope's: ${z.prettifyError(parsed.error)}`);
  return new Map(
    Object.entries(parsed.data).map(([name, entry]) => [
      name,
      entry[':submitters'].map((submitter) => ({
        name: submitter[':name'] ?? null,
        email: submitter[':email'] ?? null,
        sid: submitter[':sid'] ?? null,
      })),
    ]),
  );
}

/** Gradescope refers to a time zone once a submission; only aliases of aliases ("billion laughs") are more. */
const MAX_ALIASES = 100_000;

/** Names in it are the students' own, and a few aliases can take years: it is read where that harms nobody. */
async function readYaml(source: string, file: string): Promise<unknown> {
  const task = { module: require.resolve('./gradescope-metadata'), name: 'parseMetadata', request: source };
  const answer = await READERS.ask<unknown>(task, SECONDS * 1000);
  if ('result' in answer) return answer.result;
  const why = answer.reason ?? `reading it takes more than ${SECONDS} s or too much memory`;
  throw new UsageError(`${file} cannot be read (${why}); export the submissions from Gradescope again.`);
}

const SECONDS = 60;

/** The values of a YAML text, in the calling process. */
export function parseMetadata(source: string): unknown {
  const document = parseDocument(source, { logLevel: 'error' });
  const [error] = document.errors;
  if (error) throw error;
  return document.toJS({ maxAliasCount: MAX_ALIASES });
}
