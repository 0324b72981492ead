import type { Desk } from './desk';
import { codeLines } from '@boletim/grader/report';
import type { ReviewSpec } from '@boletim/teaching/class';
import type { Change, Saved } from './change';
import { changesOf, requestsAbout, yesOrNo, type Place } from './import-changes';
import type { DeskStudent } from './model';
import { readReviewTable, type ReviewRow } from './review-table';

/** What became of a table of reviews. */
export interface Imported {
  written: number;
  /** Rows that were not written, with line and reason. */
  refused: string[];
}

/**
 * Writes a CSV with the columns student, question, item and comment, and perhaps points, done, apart, why and reply, into
 * reviews. An item is the id of a rubric item, or a line's number, at which the comment then stands. What is there
 * already is not written twice.
 * @throws UsageError when a column is missing
 */
export async function importReviews(desk: Desk, text: string, file: string): Promise<Imported> {
  const imported: Imported = { written: 0, refused: [] };
  const rows = readReviewTable(text, file);
  for (const row of rows) {
    const problem = await importRow(desk, row, rows);
    if (problem === null) imported.written += 1;
    else imported.refused.push(`${file}:${row.line}: ${problem}`);
  }
  return imported;
}

/** What is wrong with a row; null when it was written. */
async function importRow(desk: Desk, row: ReviewRow, rows: readonly ReviewRow[]): Promise<string | null> {
  const place = await placeOf(desk, row);
  if (typeof place === 'string') return place;
  const { review } = await desk.review(place.student);
  const problem = problemOf(place, { rows, review });
  if (problem !== null) return problem;
  for (const change of changesOf(place, review)) {
    const saved = await save(desk, place.student, change);
    if (saved.status !== 'saved')
      return saved.status === 'refused' ? saved.message : 'somebody else just wrote';
  }
  return null;
}

async function placeOf(desk: Desk, row: ReviewRow): Promise<Place | string> {
  const { students, questions } = await desk.class();
  const student = findStudent(row.student, students);
  if (!student) return `no student is called "${row.student}"`;
  const question = questions.find(({ id }) => id === row.question) ?? null;
  if (question === null && (row.question !== '' || row.reply === ''))
    return `there is no question "${row.question}"`;
  const points = row.points === '' ? null : Number(row.points.replace(',', '.').replace('−', '-'));
  const line = /^\d+$/.test(row.item) ? Number(row.item) : null;
  return { row, student, question, line, points };
}

/** By the id, else by another name that only one student has. */
function findStudent(name: string, students: readonly DeskStudent[]): DeskStudent | undefined {
  const exact = students.find(({ id, slug }) => id === name || slug === name);
  const alike = students.filter(({ aliases }) => name !== '' && aliases.includes(name.toLowerCase()));
  return exact ?? (alike.length === 1 ? alike[0] : undefined);
}

function problemOf(
  { row, student, question, line, points }: Place,
  { rows, review }: { rows: readonly ReviewRow[]; review: ReviewSpec | undefined },
): string | null {
  const answer = question && student.answers.get(question.id);
  const lines = codeLines(answer?.code ?? '').length;
  const isKnown =
    row.item === '' || line !== null || question?.rubric?.items.some(({ id }) => id === row.item);
  const reason = rows.some((other) => isSamePlace(other, row) && other.comment !== '' && other.item === '');
  const own = question ? review?.questions[question.id] : undefined;
  const isMute = question?.manual === false && points !== null && points !== 0 && !reason && !own?.comment;
  const isUnclear = row.reply !== '' && row.why === '' && requestsAbout(student, row.question).length > 1;
  const flags = [row.done, row.apart].find((cell) => yesOrNo(cell) === undefined);
  const problems: (string | false)[] = [
    points !== null && !Number.isFinite(points) && `"${row.points}" is no number of points`,
    !isKnown && `the rubric of "${row.question}" has no item "${row.item}"`,
    line !== null &&
      row.quote === '' &&
      (line < 1 || line > lines) &&
      `the answer has ${lines} lines, and none is ${line}`,
    line !== null && row.comment === '' && 'a line wants a comment',
    isMute && 'points that change what tests gave want a comment that says why',
    flags !== undefined && `"${flags}" is neither yes nor no`,
    row.reply === '' && row.why !== '' && 'a request wants a reply',
    isUnclear && 'the student asks more than once about it; say in the column why what is answered',
    isEmpty(row) && 'the row says nothing',
  ];
  return problems.find((problem) => problem !== false) ?? null;
}

function isSamePlace(a: ReviewRow, b: ReviewRow): boolean {
  return a.student === b.student && a.question === b.question;
}

function isEmpty({ item, comment, points, done, apart, reply }: ReviewRow): boolean {
  return [item, comment, points, done, apart, reply].every((cell) => cell === '');
}

/** A table's line is as good as a page's: it goes past the page's own checks of where a line stood. */
function save(desk: Desk, student: DeskStudent, change: Change): Promise<Saved> {
  const isDirect = change.field === 'line' || change.field === 'reply';
  return isDirect ? desk.store.save(student, change) : desk.save(change);
}
