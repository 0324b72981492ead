import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { messageOf, UsageError } from '@boletim/grader/errors';

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
  const parsed = metadata.safeParse(parseYaml(source, file) ?? {});
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

function parseYaml(source: string, file: string): unknown {
  const document = parseDocument(source);
  try {
    const [error] = document.errors;
    if (error) throw error;
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    throw new UsageError(
      `${file} cannot be read (${messageOf(error)}); export the submissions from Gradescope again.`,
    );
  }
}
