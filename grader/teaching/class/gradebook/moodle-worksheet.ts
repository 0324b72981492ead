import { UsageError } from '@boletim/grader/errors';
import type { Lang } from '@boletim/grader/reporters';
import { hasScore, type ClassRow } from '../class-row';
import { formatCsv, formatPoints, neutralise, parseCsv, type CsvRow, type CsvTable } from '../csv';
import { classStringsOf, type ClassStrings } from '../i18n';
import { feedbackHtml } from './feedback';
import type { GradebookFile } from './gradebook-file';

/** Column titles of the worksheet in English and in the Portuguese of Brazil and Portugal, lower case. */
const TITLES = {
  identifier: ['identifier', 'identificador'],
  grade: ['grade', 'nota', 'avaliação'],
  modified: ['last modified (grade)', 'última modificação (nota)', 'última atualização (avaliação)'],
  maximum: ['maximum grade', 'nota máxima', 'avaliação máxima'],
  changeable: [
    'grade can be changed',
    'nota pode ser alterada',
    'a nota pode ser alterada',
    'a nota pode ser modificada',
  ],
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
  const { gradebook } = classStringsOf(lang);
  const table = parseCsv(worksheet, file);
  const columns = findColumns(table.header, file);
  const notes = columns.maximum < 0 ? [gradebook.noMaxima(file)] : [];
  const leftOut = new Map(rows.filter(hasScore).map((row) => [row, gradebook.notInWorksheet]));
  const lines = table.rows.map((line) => {
    const row = findRow(line, columns, rows);
    if (!row || !hasScore(row)) return line;
    const obstacle = obstacleIn(line, columns, gradebook);
    if (obstacle === null) leftOut.delete(row);
    else leftOut.set(row, obstacle);
    return obstacle === null ? { ...line, raw: fillLine(line, { row, columns, table, notes, lang }) } : line;
  });
  const text = [{ raw: table.rawHeader, newline: table.newline }, ...lines]
    .map(({ raw, newline }) => raw + (newline || table.newline))
    .join('');
  return {
    text: (table.hasBom ? '\ufeff' : '') + table.separatorLine + text,
    leftOut: [...leftOut].map(([{ student }, reason]) => ({ id: student.id, reason })),
    notes,
  };
}

/** Why a line keeps what it has: Moodle would refuse the grade, or nobody could say what it is out of. */
function obstacleIn({ cells }: CsvRow, columns: Columns, strings: ClassStrings['gradebook']): string | null {
  if (LOCKED.includes((cells[columns.changeable] ?? '').trim().toLowerCase())) return strings.locked;
  if (columns.maximum < 0) return null;
  const maximum = cells[columns.maximum] ?? '';
  return parseNumber(maximum) === null ? strings.noMaximum(maximum) : null;
}

const LOCKED = ['no', 'não', 'nao'];

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
    addOnce(notes, classStringsOf(lang).gradebook.scaled(String(row.grade.maxScore), String(maximum)));
  const grade = formatPoints(row.grade.score * scale);
  cells[columns.grade] = maximumText.includes(',') ? grade.replace('.', ',') : grade;
  // An apostrophe would be published with the comment, but a comment is free text; identities stay exact.
  if (columns.feedback >= 0) cells[columns.feedback] = neutralise(feedbackHtml(row, lang));
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
