import type { Lang } from '@boletim/grader/reporters';
import { hasScore, type ClassRow } from '../class-row';
import { formatCsv, formatPoints, neutralise } from '../csv';
import { classStringsOf } from '../i18n';
import type { Student } from '../roster';
import type { GradebookFile } from './gradebook-file';

const INFO_COLUMNS = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section'];

export interface CanvasOptions {
  /** As Canvas exports it, see CanvasColumn. */
  column: string;
  pointsPossible: number;
  /** Of the reasons. */
  lang?: Lang;
}

/** One assignment's column. */
export interface CanvasColumn<Row> {
  /**
   * The assignment's column as Canvas exports it, `Title (123)`. Without the number Canvas looks for the exact title
   * and makes a new assignment when there is none.
   */
  title: string;
  pointsPossible: number;
  /** Never blank: Canvas clears a grade where the file has a blank. */
  gradeOf(row: Row): string;
}

/** A CSV for Canvas' gradebook import with only the column that changes; rows without a score are left out. */
export function canvasCsv(
  rows: readonly ClassRow[],
  { column: title, pointsPossible, lang = 'en' }: CanvasOptions,
): GradebookFile {
  const graded = rows.filter((row) => row.grade.excused || hasScore(row));
  return canvasTable(graded, [{ title, pointsPossible, gradeOf: ({ grade }) => canvasGrade(grade) }], lang);
}

/**
 * A CSV for Canvas' gradebook import, every row with a grade in every column. Canvas finds a student by its own ID, then
 * the SIS user ID, then the login; who has none of them is left out and named, because a name alone may hit another.
 */
export function canvasTable<Row extends { student: Student }>(
  rows: readonly Row[],
  columns: readonly CanvasColumn<Row>[],
  lang: Lang,
): GradebookFile {
  const known = rows.filter(({ student }) => student.canvasId || student.idNumber || student.username);
  const leftOut = rows.filter((row) => !known.includes(row));
  const possible = columns.map(({ pointsPossible }) => formatPoints(pointsPossible));
  const table = [
    [...INFO_COLUMNS, ...columns.map(({ title }) => title)],
    ['    Points Possible', '', '', '', '', ...possible],
    ...known.map((row) => [...personCells(row), ...columns.map(({ gradeOf }) => gradeOf(row))]),
  ];
  return {
    text: known.length === 0 ? null : formatCsv(table),
    leftOut: leftOut.map(({ student }) => ({
      id: student.id,
      reason: classStringsOf(lang).gradebook.noCanvasId,
    })),
    notes: [],
  };
}

/** A grade as Canvas takes it; EX is its word for excused. */
export function canvasGrade({ excused, score }: { excused: boolean; score: number }): string {
  return excused ? 'EX' : formatPoints(score);
}

/** Identifiers go out exactly as the roster has them; the name is only for people to read. */
function personCells({ student }: { student: Student }): string[] {
  return [
    neutralise(student.name || student.id),
    student.canvasId,
    student.idNumber,
    student.username,
    neutralise(student.section),
  ];
}
