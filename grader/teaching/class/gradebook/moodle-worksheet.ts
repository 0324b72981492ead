import { UsageError } from '@boletim/grader/errors';
import type { Lang } from '@boletim/grader/reporters';
import { hasScore, type ClassRow } from '../class-row';
import { formatCsv, formatPoints, neutralise, parseCsv, type CsvRow, type CsvTable } from '../csv';
import { feedbackText } from './feedback';
import type { GradebookFile } from './gradebook-file';

/** Column titles of the worksheet in English and in the Portuguese of Brazil and Portugal, lower case. */
const TITLES = {
  identifier: ['identifier', 'identificador'],
  grade: ['grade', 'nota', 'avaliação'],
  modified: ['last modified (grade)', 'última modificação (nota)', 'última atualização (avaliação)'],
  maximum: ['maximum grade', 'nota máxima'],
  email: ['email address', 'endereço de email', 'endereço de e-mail'],
  feedback: ['feedback comments', 'comentários de feedback'],
} as const;

/** What Moodle's reader cannot do without, as it is called in English. */
const REQUIRED = { identifier: 'Identifier', grade: 'Grade', modified: 'Last modified (grade)' } as const;

type Columns = Record<keyof typeof TITLES, number>;

/**
 * Fills the offline grading worksheet that the teacher downloaded from Moodle: only the grade and the feedback of
 * students with a score change. "Last modified (grade)" stays as it is, since Moodle compares it to keep newer grades;
 * rows that do not change are copied byte for byte.
 * @throws UsageError when a required column is missing
 */
export function fillMoodleWorksheet(
  worksheet: string,
  rows: readonly ClassRow[],
  { file, lang }: { file: string; lang: Lang },
): GradebookFile {
  const table = parseCsv(worksheet, file);
  const columns = findColumns(table.header, file);
  const notes: string[] = [];
  const unused = new Set(rows.filter(hasScore));
  const lines = table.rows.map((line) => {
    const row = findRow(line, columns, rows);
    if (!row || !hasScore(row)) return line.raw;
    unused.delete(row);
    return fillLine(line, { row, columns, table, notes, lang });
  });
  const leftOut = [...unused].map(({ student }) => ({ id: student.id, reason: 'not in the worksheet' }));
  const text = [table.rawHeader, ...lines].map((line) => line + table.newline).join('');
  return { text: (table.hasBom ? '\ufeff' : '') + text, leftOut, notes };
}

function findColumns(header: readonly string[], file: string): Columns {
  const columns = Object.fromEntries(
    Object.entries(TITLES).map(([field, titles]) => [
      field,
      header.findIndex((title) => (titles as readonly string[]).includes(title.toLowerCase())),
    ]),
  ) as Columns;
  for (const field of ['identifier', 'grade', 'modified'] as const) {
    if (columns[field] >= 0) continue;
    const message = `${file}: no column "${REQUIRED[field]}"; download the worksheet from the assignment in Moodle`;
    throw new UsageError(`${message} ("Download grading worksheet") and do not change its header`);
  }
  return columns;
}

function findRow(line: CsvRow, columns: Columns, rows: readonly ClassRow[]): ClassRow | undefined {
  const participant = line.cells[columns.identifier]?.replace(/^\D+/, '') ?? '';
  const email = line.cells[columns.email]?.trim().toLowerCase() ?? '';
  return (
    rows.find(({ student }) => student.moodleId !== '' && student.moodleId === participant) ??
    rows.find(
      ({ student }) => student.moodleId === '' && email !== '' && student.email.toLowerCase() === email,
    )
  );
}

interface Filling {
  row: ClassRow;
  columns: Columns;
  table: CsvTable;
  notes: string[];
  lang: Lang;
}

function fillLine(line: CsvRow, { row, columns, table, notes, lang }: Filling): string {
  const cells = [...line.cells];
  const maximumText = cells[columns.maximum] ?? '';
  const maximum = parseNumber(maximumText);
  const scale = maximum === null || row.grade.maxScore === 0 ? 1 : maximum / row.grade.maxScore;
  if (scale !== 1)
    addOnce(notes, `grades are scaled from ${row.grade.maxScore} to ${maximum} points, as in the worksheet`);
  const grade = formatPoints(row.grade.score * scale);
  cells[columns.grade] = maximumText.includes(',') ? grade.replace('.', ',') : grade;
  // An apostrophe would be published with the comment, but a comment is free text; identities stay exact.
  if (columns.feedback >= 0) cells[columns.feedback] = neutralise(feedbackText(row, lang));
  return formatCsv([cells], { delimiter: table.delimiter, newline: table.newline }).replace(/\r?\n$/, '');
}

/** A number as Moodle prints it: "100.00" or, in Portuguese, "100,00". */
function parseNumber(text: string): number | null {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(number) ? null : number;
}

function addOnce(list: string[], text: string): void {
  if (!list.includes(text)) list.push(text);
}
