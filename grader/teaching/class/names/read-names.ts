import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { messageOf, UsageError } from '@boletim/grader/errors';
import { isAnonymousId, readCanvasName } from '../downloads/canvas';
import { openDownload } from '../downloads/open-download';
import { NOBODY, parseRoster, type Student } from '../roster';

/** Canvas' number of an upload, by its name in a download; null for any other name. */
export function uploadNumber(name: string): number | null {
  return readCanvasName(path.basename(name))?.order ?? null;
}

/**
 * Who anonymous submissions are of, from what an instructor has once the grades are posted: the download again, with
 * names now; a table with a column `anonymous_id`; or what Canvas' API answers about the assignment's submissions.
 * @param uploads the numbers of uploads of each anonymous id
 * @throws UsageError for a place that says nothing about anybody
 */
export async function readNames(
  place: string,
  uploads: ReadonlyMap<string, readonly number[]>,
): Promise<Student[]> {
  const lines = isDownload(place) ? await linesOfDownload(place, uploads) : linesOfText(place);
  if (lines.length > 0) return lines;
  throw new UsageError(
    `${place} names no anonymous submission: give Canvas' download with names, a table with the column "anonymous_id", or the answer of Canvas' API.`,
  );
}

function isDownload(place: string): boolean {
  return /\.zip$/i.test(place) || (fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

/** An upload keeps its number when names appear. A later upload of somebody has another, and proves nothing. */
async function linesOfDownload(
  place: string,
  uploads: ReadonlyMap<string, readonly number[]>,
): Promise<Student[]> {
  const { entries, close } = await openDownload(place, { roster: [], from: 'canvas' });
  close();
  const named = entries.flatMap(({ name }) => {
    const parts = readCanvasName(name);
    return parts && parts.name !== null ? [parts] : [];
  });
  return [...uploads].flatMap(([anonymousId, numbers]) => {
    const found = named.filter(({ order }) => numbers.includes(order));
    const ids = new Set(found.map(({ id }) => id));
    const [parts] = found;
    if (!parts || ids.size > 1) return [];
    return [{ ...NOBODY, id: parts.id, canvasId: parts.id, name: parts.name!, anonymousId }];
  });
}

function linesOfText(place: string): Student[] {
  const text = read(place);
  const lines = /^\uFEFF?\s*[[{]/.test(text) ? linesOfJson(text, place) : parseRoster(text, place);
  return lines.filter(({ anonymousId }) => anonymousId !== '');
}

const identity = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => String(value ?? ''));

/** As much of Canvas' Submission as says whose it is; who may not see that gets no anonymous_id. */
const submissionsSchema = z.array(
  z.object({
    user_id: identity,
    anonymous_id: identity,
    user: z.object({ name: identity, sis_user_id: identity, login_id: identity }).nullish().catch(null),
  }),
);

function linesOfJson(text: string, place: string): Student[] {
  try {
    return submissionsSchema
      .parse(JSON.parse(text.replace(/^\uFEFF/, '')))
      .map(({ user_id, anonymous_id, user }) => ({
        ...NOBODY,
        ...{
          id: user_id,
          canvasId: user_id,
          anonymousId: anonymous_id === '' ? '' : withPrefix(anonymous_id),
        },
        ...{ name: user?.name ?? '', idNumber: user?.sis_user_id ?? '', username: user?.login_id ?? '' },
      }));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new UsageError(`${place} is not a list of submissions of Canvas' API: ${why}`);
  }
}

/** Downloads write it before the id, Canvas' pages do not. */
function withPrefix(id: string): string {
  return isAnonymousId(id) ? id : `anon_${id}`;
}

function read(place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fs.readFileSync(place));
  } catch (error) {
    throw new UsageError(`${place} cannot be read (${messageOf(error)}); a table has to be in UTF-8.`);
  }
}
