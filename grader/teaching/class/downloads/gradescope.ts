import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { UsageError } from '@boletim/grader/errors';
import { TEXT_PROCESSES } from '@boletim/grader/system';
import type { NameParts } from './name-parts';

/** The file beside the folders of an export that says whose they are. */
export const GRADESCOPE_METADATA = 'submission_metadata.yml';

const NAME = /^submission_(?<id>\d+)(?:\.(?:zip|tar|tar\.gz|tgz))?$/;

/** Reads a name of Gradescope's *Export submissions*, `submission_2467`; null for any other name. */
export function readGradescopeName(text: string): NameParts | null {
  const id = NAME.exec(text)?.groups?.id;
  return id === undefined ? null : { id, name: null, file: '', late: null, order: Number(id) };
}

/** One of the people who handed in a submission together, or the only one. */
export interface Submitter {
  name: string | null;
  email: string | null;
  sid: string | null;
}

/** What Gradescope says of one submission. */
export interface GradescopeSubmission {
  submitters: Submitter[];
  /** ISO 8601, UTC; null when the file does not say. */
  handedIn: string | null;
}

/** A scalar is the text that stands in the file: 18E1234 is somebody's number, not a power of ten. */
const text = z
  .union([z.string(), z.null()])
  .optional()
  .transform((value) => (value === undefined || ['', '~', 'null'].includes(value ?? '') ? null : value));
const metadata = z.record(
  z.string(),
  z.object({
    ':submitters': z.array(z.object({ ':name': text, ':email': text, ':sid': text })).default([]),
    ':created_at': z.unknown().optional(),
  }),
);

/**
 * Reads `submission_metadata.yml` beside the folders of a Gradescope export.
 * @returns what it says by folder name like `submission_123`; empty when there is no such file
 * @throws UsageError when it is damaged or somebody else's
 */
export async function readGradescopeMetadata(folder: string): Promise<Map<string, GradescopeSubmission>> {
  const file = path.join(folder, GRADESCOPE_METADATA);
  const source = await readFile(file, 'utf8').catch(() => undefined);
  if (source === undefined) return new Map();
  const parsed = metadata.safeParse((await readYaml(source, file)) ?? {});
  if (!parsed.success) throw new UsageError(`${file} is not Gradescope's: ${z.prettifyError(parsed.error)}`);
  return new Map(
    Object.entries(parsed.data).map(([name, entry]) => [
      name,
      { submitters: entry[':submitters'].map(submitterOf), handedIn: instantOf(entry[':created_at']) },
    ]),
  );
}

function submitterOf(submitter: Record<':name' | ':email' | ':sid', string | null>): Submitter {
  return { name: submitter[':name'], email: submitter[':email'], sid: submitter[':sid'] };
}

/** Ruby writes a time as text with its zone, or as an object that has it in UTC. */
function instantOf(value: unknown): string | null {
  if (typeof value === 'object' && value !== null && 'utc' in value) return instantOf(value.utc);
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(Z|UTC|[+-]\d\d:?\d\d)$/.exec(
    String(value),
  );
  if (!match) return null;
  const [, day, time, zone] = match as unknown as [string, string, string, string];
  const instant = new Date(`${day}T${time}${zone.replace('UTC', 'Z').replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

/** Names in it are the students' own, and a few aliases can take years: it is read where that harms nobody. */
async function readYaml(source: string, file: string): Promise<unknown> {
  const task = { module: require.resolve('./gradescope'), name: 'parseMetadata', request: source };
  const answer = await TEXT_PROCESSES.ask<unknown>(task, SECONDS * 1000);
  if ('result' in answer) return answer.result;
  const why = answer.reason ?? `reading it takes more than ${SECONDS} s or too much memory`;
  throw new UsageError(`${file} cannot be read (${why}); export the submissions from Gradescope again.`);
}

const SECONDS = 60;

/** The values of a YAML text, in the calling process. Every scalar stays the text that it is. */
export function parseMetadata(source: string): unknown {
  const document = parseDocument(source, { schema: 'failsafe', logLevel: 'error' });
  const [error] = document.errors;
  if (error) throw error;
  return document.toJS({ maxAliasCount: MAX_ALIASES });
}

/** Gradescope refers to a time zone once a submission; only aliases of aliases ("billion laughs") are more. */
const MAX_ALIASES = 100_000;
