import { UsageError } from '@boletim/grader/errors';
import { formatCsv, neutralise, parseCsv } from '@boletim/teaching/class';

/** The columns that a table of reviews must have, and those that it may have. */
const NEEDED = ['student', 'question', 'item', 'comment'] as const;
const OPTIONAL = ['points', 'quote', 'done', 'apart', 'why', 'reply'] as const;
type Column = (typeof NEEDED)[number] | (typeof OPTIONAL)[number];

/** One row of a table of reviews, with its line in the file. */
export type ReviewRow = Record<Column, string> & { line: number };

/** What people write, of which every space counts. */
const WORDS: readonly Column[] = ['comment', 'quote', 'why', 'reply'];

/**
 * The rows of a CSV of reviews.
 * @throws UsageError that names the file and what is wrong with it
 */
export function readReviewTable(text: string, file: string): ReviewRow[] {
  const { header, rows } = parseCsv(text, file);
  const titles = header.map((title) => title.toLowerCase());
  for (const title of NEEDED)
    if (!titles.includes(title))
      throw new UsageError(`${file}: no column "${title}"; it needs ${NEEDED.join(', ')}.`);
  return rows.map(({ cells, line }) => {
    const cell = (column: Column) => {
      const content = asTyped(cells[titles.indexOf(column)] ?? '');
      return WORDS.includes(column) && content.trim() !== '' ? content : content.trim();
    };
    const entries = [...NEEDED, ...OPTIONAL].map((column) => [column, cell(column)]);
    return { ...(Object.fromEntries(entries) as Record<Column, string>), line };
  });
}

/** The same rows as a CSV that spreadsheets show and do not run. */
export function writeReviewTable(rows: readonly Partial<Record<Column, string>>[]): string {
  const columns = [...NEEDED, ...OPTIONAL];
  const body = rows.map((row) => columns.map((column) => asShown(row[column] ?? '', column)));
  return formatCsv([columns, ...body], { hasBom: true });
}

function asShown(content: string, column: Column): string {
  if (column === 'points') return content;
  return asTyped(content) === content ? neutralise(content) : `'${content}`;
}

/** Without the apostrophe that keeps a spreadsheet from running a text. */
function asTyped(content: string): string {
  return content.startsWith("'") && isFormula(content.replace(/^'+/, '')) ? content.slice(1) : content;
}

function isFormula(text: string): boolean {
  return neutralise(text) !== text;
}
