import fs from 'node:fs/promises';
import path from 'node:path';
import { messageOf, UsageError } from '@boletim/grader/errors';
import { parseReport, type Report } from '@boletim/grader/report';
import type { ClassRecord, RecordedRow } from '@boletim/teaching/class';
import { letterText } from './letter-text';
import { sha256 } from '@boletim/grader/system';

/** What one student gets back. Everything in it is the student's own and cut down to what a student may see. */
export interface Letter {
  row: RecordedRow;
  /** The student's report; null when nothing could be graded. */
  report: Report | null;
  /** The same as a page. */
  page: string | null;
  /** The result in plain text, with the reviewer's comments. */
  text: string;
  /** Changes with what the student would read; not with when or how fast it was graded. */
  digest: string;
}

/** A student who gets nothing back, and why. */
export interface LeftOut {
  id: string;
  reason: string;
}

/** Reads what a class run wrote for its students. Throws a UsageError when a report is gone or damaged. */
export async function readLetters(
  out: string,
  record: ClassRecord,
): Promise<{ letters: Letter[]; leftOut: LeftOut[] }> {
  const letters: Letter[] = [];
  const leftOut: LeftOut[] = [];
  for (const row of record.rows) {
    const reason = reasonForSilence(row);
    if (reason === null) letters.push(await readLetter(out, row, record));
    else leftOut.push({ id: row.id, reason });
  }
  return { letters, leftOut };
}

function reasonForSilence({ outcome, grade, withheld }: RecordedRow): string | null {
  if (withheld) return 'a question waits for a person to give its points';
  if (outcome === 'grader-fault') return 'the grader failed on it; run boletim class again';
  const isAnswered = grade.requests.some(({ reply }) => reply !== null);
  const reviewed =
    isAnswered || grade.comment !== null || grade.questions.some(({ comment }) => comment !== null);
  return outcome === 'no-submission' && !reviewed && !grade.excused ? 'nothing was handed in' : null;
}

async function readLetter(out: string, row: RecordedRow, record: ClassRecord): Promise<Letter> {
  const folder = path.join(out, 'students', row.slug);
  const graded = row.outcome === 'graded';
  const report = graded ? await readOwn(path.join(folder, 'report.json'), parseReport) : null;
  const page = graded ? await readOwn(path.join(folder, 'report.html'), (text) => text) : null;
  const text = letterText(row, report, record);
  return { row, report, page, text, digest: digestOf(text, report) };
}

async function readOwn<Content>(file: string, parse: (text: string) => Content): Promise<Content> {
  try {
    return parse(await fs.readFile(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${messageOf(error)}); run boletim class again.`);
  }
}

function digestOf(text: string, report: Report | null): string {
  const lasting = JSON.stringify([text, report], (key, value: unknown) =>
    VOLATILE.includes(key) ? undefined : value,
  );
  return sha256(lasting);
}

/** Another run of the same grading may differ in these, and nobody wants a second message about it. */
const VOLATILE = ['startedAt', 'durationMs', 'environment'];
