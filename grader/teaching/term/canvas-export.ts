import { UsageError } from '@boletim/grader/errors';
import { canvasGrade, formatCsv, parseCsv, type GradebookFile } from '../class';
import type { TermCell } from './cells';
import { termStringsOf } from './i18n';
import type { CanvasExport, TermAssignment } from './term';
import type { TermBook, TermRow } from './term-book';

/**
 * Fills Canvas' own export: the columns of the term's assignments, and those students alone for whom there is something.
 * What a student has no grade for stays as Canvas has it, so nothing is cleared, and one file holds everybody.
 * @throws UsageError for a file that is no such export, and for an assignment without a column
 */
export function fillCanvasExport({ text, file }: CanvasExport, book: TermBook): GradebookFile {
  const table = parseCsv(text, file);
  const [id, last] = infoColumns(table.header, file);
  const columns = book.term.assignments.map((assignment) => columnOf(assignment, table.header, file));
  const byId = new Map(book.rows.map((row) => [row.student.canvasId, row]));
  byId.delete('');
  const filled = new Set<TermRow>();
  const lines = table.rows.flatMap(({ cells }) => {
    const info = cells.slice(0, last + 1);
    const own = columns.map((at) => cells[at] ?? '');
    if (/^\s*points possible\s*$/i.test(cells[0] ?? '')) return [[...info, ...own]];
    const row = byId.get((cells[id] ?? '').trim());
    if (!row || !row.cells.some(hasGrade)) return [];
    filled.add(row);
    return [
      [...info, ...row.cells.map((cell, at) => (hasGrade(cell) ? written(cell, columns[at]!) : own[at]!))],
    ];
  });
  const missing = book.rows.filter((row) => row.cells.some(hasGrade) && !filled.has(row));
  const header = [...table.header.slice(0, last + 1), ...columns.map((at) => table.header[at]!)];
  return {
    text:
      filled.size === 0
        ? null
        : formatCsv([header, ...lines], { delimiter: table.delimiter, hasBom: table.hasBom }),
    leftOut: missing.map(({ student }) => ({ id: student.id, reason: termStringsOf(book.lang).notInExport })),
    notes: [],
  };

  /** Canvas writes numbers as the teacher's language does. */
  function written(cell: TermCell, column: number): string {
    const isComma = table.rows.some(({ cells }) => /^\d+,\d+$/.test(cells[column] ?? ''));
    return isComma ? gradeOf(cell).replace('.', ',') : gradeOf(cell);
  }
}

/** Whether there is something about a cell that Canvas takes. */
export function hasGrade({ kind, points }: TermCell): boolean {
  return kind === 'excused' || points !== null;
}

/** It, as Canvas takes it. */
export function gradeOf({ kind, points }: TermCell): string {
  return canvasGrade({ excused: kind === 'excused', score: points ?? 0 });
}

/** Canvas' number of the student, and the last column that is about the student. */
function infoColumns(header: readonly string[], file: string): [id: number, last: number] {
  const [id, last] = [header.indexOf('ID'), header.findLastIndex((title) => title === 'Section')];
  if (id >= 0 && last > id) return [id, last];
  throw new UsageError(
    `${file} is not an export of Canvas' gradebook: it has no columns "ID" and "Section".`,
  );
}

function columnOf({ id, title, spec }: TermAssignment, header: readonly string[], file: string): number {
  const wanted = spec.canvasColumn ?? title;
  const exact = header.flatMap((column, at) => (column === wanted ? [at] : []));
  const numbered = header.flatMap((column, at) =>
    /^(.*) \(\d+\)$/.exec(column)?.[1] === wanted ? [at] : [],
  );
  const [column, ...others] = exact.length > 0 ? exact : numbered;
  if (column !== undefined && others.length === 0) return column;
  const problem = column === undefined ? 'no column' : 'several columns';
  throw new UsageError(
    `${file} has ${problem} "${wanted}" for ${id}; write its "canvasColumn" as Canvas exports it.`,
  );
}
