import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { messageOf, UsageError } from '@boletim/grader/errors';
import { parseReport, type Report } from '@boletim/grader/report';
import { classRecordSchema } from './class-record-schema';
import type { Lang } from '@boletim/grader/reporters';
import type { ClassAssignment, ClassRow } from './class-row';

/** class.json: what a class run found, for scripts and for `boletim compare`. */
export type ClassRecord = z.infer<typeof classRecordSchema>;
export type RecordedRow = ClassRecord['rows'][number];

/** The rows as they are written to class.json; the reports lie beside it. */
export function classRecord(
  rows: readonly ClassRow[],
  { assignment, lang, released }: RecordOptions,
): ClassRecord {
  const { id, title, version } = assignment;
  return {
    schema: 'boletim/class/v1',
    assignment: { id, title, version },
    lang,
    released,
    rows: rows.map(recordedRow),
  };
}

interface RecordOptions {
  assignment: ClassAssignment;
  lang: Lang;
  released: boolean;
}

function recordedRow({ student, slug, origin, grade, withheld, ...row }: ClassRow): RecordedRow {
  const { id, name, email, username, idNumber, canvasId, moodleId, anonymousId, section } = student;
  const person = { id, name, email, username, idNumber, canvasId, moodleId, anonymousId, section };
  const { outcome, problem, group, lookAlikes, notes, doubts } = row;
  return { ...person, slug, origin, outcome, problem, group, lookAlikes, notes, doubts, grade, withheld };
}

/** Reads class.json of an output folder. Throws a UsageError when the folder holds none. */
export function readClassRecord(folder: string): ClassRecord {
  const file = path.join(folder, 'class.json');
  if (!fs.existsSync(file))
    throw new UsageError(`${folder} has no class.json; give the output folder of boletim class.`);
  const parsed = classRecordSchema.safeParse(readWith(JSON.parse, file));
  if (!parsed.success)
    throw new UsageError(`${file} was not written by boletim class: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The rows of an earlier run into the same folder; none when there was none, or when it cannot be read. */
export function earlierRows(folder: string): RecordedRow[] {
  try {
    return readClassRecord(folder).rows;
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

/** The teacher's copy of a student's report; null when there is none. Throws a UsageError when it is damaged. */
export function readRecordedReport(folder: string, row: RecordedRow): Report | null {
  const file = path.join(folder, 'instructor', `${row.slug}.json`);
  return fs.existsSync(file) ? readWith(parseReport, file) : null;
}

function readWith<Content>(parse: (text: string) => Content, file: string): Content {
  try {
    return parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} is damaged (${messageOf(error)}); run boletim class again.`);
  }
}
