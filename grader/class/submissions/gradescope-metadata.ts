import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { UsageError } from '../../errors';

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
 */
export async function readGradescopeMetadata(folder: string): Promise<Map<string, Submitter[]>> {
  const file = path.join(folder, 'submission_metadata.yml');
  const source = await readFile(file, 'utf8').catch(() => undefined);
  if (source === undefined) return new Map();
  const parsed = metadata.safeParse(parse(source, { logLevel: 'silent' }) ?? {});
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
