import {
  canvasTable,
  feedbackHtml,
  formatPoints,
  hasScore,
  moodleTable,
  type GradebookFile,
  type MoodleColumn,
} from '../class';
import { fillCanvasExport, gradeOf, hasGrade } from './canvas-export';
import type { TermBook, TermRow } from './term-book';

/** Files for gradebooks by name, with how many students the first of a platform leaves to the others. */
export interface TermGradebooks {
  files: Map<string, GradebookFile>;
  split: { file: string; students: number; others: string[] }[];
}

/**
 * One file for each platform with a column for each assignment. A blank cell would clear what the platform has, so
 * whoever has no grade in a column is in further files, one an assignment, with the grades there are.
 */
export function gradebooksOf(book: TermBook): TermGradebooks {
  const result: TermGradebooks = { files: new Map(), split: [] };
  const { canvas } = book.term;
  if (canvas) result.files.set('canvas.csv', fillCanvasExport(canvas, book));
  else addPlatform(result, { ...PLATFORMS.canvas, book });
  addPlatform(result, { ...PLATFORMS.moodle, book });
  return result;
}

/** The names of files that a term may have written, for those of an earlier run to go. */
export const GRADEBOOK_FILE = /^(canvas|moodle)(-[\w.-]+)?\.csv$/;

interface Platform {
  name: string;
  /** Columns by number; the total is the one after the last assignment. */
  columnsOf(book: TermBook): number[];
  has(row: TermRow, column: number): boolean;
  write(rows: readonly TermRow[], columns: readonly number[], book: TermBook): GradebookFile;
}

const PLATFORMS: Record<'canvas' | 'moodle', Platform> = {
  canvas: {
    name: 'canvas',
    columnsOf: ({ term }) => term.assignments.map((_, at) => at),
    has: ({ cells }, at) => hasGrade(cells[at]!),
    write: (rows, columns, book) =>
      canvasTable(
        rows,
        columns.map((at) => canvasColumn(at, book)),
        book.lang,
      ),
  },
  moodle: {
    name: 'moodle',
    columnsOf: ({ term }) => [...term.assignments.map((_, at) => at), term.assignments.length],
    has: ({ cells, total }, at) => (at === cells.length ? total !== null : hasPoints(cells[at]!)),
    write: (rows, columns, book) =>
      moodleTable(
        rows,
        columns.flatMap((at) => moodleColumns(at, book)),
        book.lang,
      ),
  },
};

function hasPoints({ points, row }: TermRow['cells'][number]): boolean {
  return points !== null && row !== null && hasScore(row);
}

function addPlatform(
  { files, split }: TermGradebooks,
  { name, columnsOf, has, write, book }: Platform & { book: TermBook },
): void {
  const columns = columnsOf(book);
  const complete = book.rows.filter((row) => columns.every((at) => has(row, at)));
  const file = `${name}.csv`;
  files.set(file, write(complete, columns, book));
  const others = book.rows.filter((row) => !complete.includes(row) && columns.some((at) => has(row, at)));
  const further = columns.flatMap((at) => {
    const rows = others.filter((row) => has(row, at));
    const own = `${name}-${book.term.assignments[at]?.id ?? 'total'}.csv`;
    if (rows.length === 0) return [];
    files.set(own, write(rows, [at], book));
    return [own];
  });
  if (others.length > 0) split.push({ file, students: others.length, others: further });
}

function canvasColumn(at: number, { term }: TermBook) {
  const { title, maxScore, spec } = term.assignments[at]!;
  return {
    title: spec.canvasColumn ?? title,
    pointsPossible: maxScore,
    gradeOf: ({ cells }: TermRow) => gradeOf(cells[at]!),
  };
}

function moodleColumns(at: number, { term, lang }: TermBook): MoodleColumn<TermRow>[] {
  const assignment = term.assignments[at];
  if (!assignment) return [{ title: term.spec.title, cellOf: ({ total }) => String(total) }];
  return [
    { title: assignment.title, cellOf: ({ cells }) => formatPoints(cells[at]!.points!) },
    { title: `${assignment.title} feedback`, cellOf: ({ cells }) => feedbackHtml(cells[at]!.row!, lang) },
  ];
}
