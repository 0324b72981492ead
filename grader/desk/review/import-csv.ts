import type { Desk } from './desk';
import { UsageError } from '@boletim/grader/errors';
import { parseCsv } from '@boletim/teaching/class';
import { codeLines } from '@boletim/grader/report';
import type { Change, Saved } from './change';
import type { DeskQuestion, DeskStudent } from './model';
import { shareComment } from './shared';

/** What became of a table of reviews. */
export interface Imported {
  written: number;
  /** Rows that were not written, with line and reason. */
  refused: string[];
}

interface Row {
  line: number;
  student: string;
  question: string;
  item: string;
  comment: string;
  points: string;
}

/**
 * Writes a CSV with the columns student, question, item and comment, and perhaps points, into reviews. An item is the id of
 * a rubric item, or a line's number, at which the comment then stands. What is there already is not written twice.
 * @throws UsageError when a column is missing
 */
export async function importReviews(desk: Desk, text: string, file: string): Promise<Imported> {
  const imported: Imported = { written: 0, refused: [] };
  for (const row of rowsOf(text, file)) {
    const problem = await importRow(desk, row);
    if (problem === null) imported.written += 1;
    else imported.refused.push(`${file}:${row.line}: ${problem}`);
  }
  return imported;
}

function rowsOf(text: string, file: string): Row[] {
  const { header, rows } = parseCsv(text, file);
  const titles = header.map((title) => title.toLowerCase());
  for (const title of ['student', 'question', 'item', 'comment'])
    if (!titles.includes(title))
      throw new UsageError(`${file}: no column "${title}"; it needs student, question, item and comment.`);
  return rows.map(({ cells, line }) => {
    const cell = (title: string) => (cells[titles.indexOf(title)] ?? '').trim();
    return {
      line,
      student: cell('student'),
      question: cell('question'),
      item: cell('item'),
      comment: cell('comment'),
      points: cell('points'),
    };
  });
}

/** What is wrong with a row; null when it was written. */
async function importRow(desk: Desk, row: Row): Promise<string | null> {
  const { students, questions } = await desk.class();
  const student = students.find(({ id, slug }) => id === row.student || slug === row.student);
  if (!student) return `no student is called "${row.student}"`;
  const question = questions.find(({ id }) => id === row.question);
  if (!question) return `there is no question "${row.question}"`;
  const points = row.points === '' ? null : Number(row.points.replace(',', '.'));
  if (points !== null && !Number.isFinite(points)) return `"${row.points}" is no number of points`;
  const isLine = /^\d+$/.test(row.item);
  const known = question.rubric?.items.some(({ id }) => id === row.item) ?? false;
  if (row.item !== '' && !isLine && !known)
    return `the rubric of "${row.question}" has no item "${row.item}"`;
  for (const change of await changesOf(desk, { row, student, question, points })) {
    const saved = await save(desk, student, change);
    if (saved.status !== 'saved')
      return saved.status === 'refused' ? saved.message : 'somebody else just wrote';
  }
  return null;
}

interface Place {
  row: Row;
  student: DeskStudent;
  question: DeskQuestion;
  points: number | null;
}

async function changesOf(desk: Desk, { row, student, question, points }: Place): Promise<Change[]> {
  const { review } = await desk.review(student);
  const own = review?.questions[question.id] ?? {};
  const target = { student: student.key, question: question.id };
  const line = /^\d+$/.test(row.item) ? Number(row.item) : null;
  const items = own.items ?? [];
  const one = question.rubric?.choose === 'one';
  const item: Change[] =
    row.item === '' || line !== null || items.includes(row.item)
      ? []
      : [{ ...target, field: 'items', base: items, value: one ? [row.item] : [...items, row.item] }];
  const given: Change[] =
    points === null ? [] : [{ ...target, field: 'points', base: own.points ?? null, value: points }];
  return [
    ...item,
    ...given,
    ...(row.comment === '' ? [] : [commentChange({ row, student, question }, { line, own, target })]),
  ];
}

function commentChange(
  { row, student, question }: Omit<Place, 'points'>,
  {
    line,
    own,
    target,
  }: {
    line: number | null;
    own: { comment?: string | undefined; lines?: { line: number; comment: string }[] | undefined };
    target: { student: string; question: string };
  },
): Change {
  const share = (text: string) => shareComment(text, { base: '', value: row.comment });
  if (line === null) {
    const base = own.comment ?? '';
    return { ...target, field: 'comment', base, value: share(base) };
  }
  const quote = codeLines(student.answers.get(question.id)?.code ?? '')[line - 1] ?? '';
  const base = own.lines?.find((said) => said.line === line)?.comment ?? '';
  return { ...target, field: 'line', line, quote, base, value: share(base) };
}

/** A table's line is as good as a page's: it goes past the page's own checks of where a line stood. */
function save(desk: Desk, student: DeskStudent, change: Change): Promise<Saved> {
  return change.field === 'line' ? desk.store.save(student, change) : desk.save(change);
}
