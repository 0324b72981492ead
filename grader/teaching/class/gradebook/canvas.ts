import type { ClassRow } from '../class-row';
import { hasScore } from '../class-row';
import { formatCsv, formatPoints, neutralise } from '../csv';
import type { GradebookFile } from './gradebook-file';

const INFO_COLUMNS = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section'];

export interface CanvasOptions {
  /**
   * The assignment's column as Canvas exports it, `Title (123)`. Without the number Canvas looks for the exact title
   * and makes a new assignment when there is none.
   */
  column: string;
  pointsPossible: number;
}

/**
 * A CSV for Canvas' gradebook import with only the column that changes. Canvas finds a student by its own ID, then
 * the SIS user ID, then the login; who has none of them is left out and named, because a name alone may hit another.
 * Rows without a score are left out, because Canvas clears a grade where the file has a blank.
 */
export function canvasCsv(rows: readonly ClassRow[], options: CanvasOptions): GradebookFile {
  const graded = rows.filter((row) => row.grade.excused || hasScore(row));
  const known = graded.filter(({ student }) => student.canvasId || student.idNumber || student.username);
  const leftOut = graded.filter((row) => !known.includes(row));
  const table = [
    [...INFO_COLUMNS, options.column],
    ['    Points Possible', '', '', '', '', formatPoints(options.pointsPossible)],
    ...known.map(canvasRow),
  ];
  return {
    text: known.length === 0 ? null : formatCsv(table),
    leftOut: leftOut.map(({ student }) => ({
      id: student.id,
      reason: 'the roster has no Canvas ID, SIS ID or login',
    })),
    notes: [],
  };
}

/** Identifiers go out exactly as the roster has them; the name is only for people to read. */
function canvasRow(row: ClassRow): string[] {
  const { student } = row;
  return [
    neutralise(student.name || student.id),
    student.canvasId,
    student.idNumber,
    student.username,
    neutralise(student.section),
    canvasGrade(row),
  ];
}

/** EX is Canvas' word for excused. */
function canvasGrade({ grade }: ClassRow): string {
  return grade.excused ? 'EX' : formatPoints(grade.score);
}
