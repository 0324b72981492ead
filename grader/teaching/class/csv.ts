import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { messageOf, UsageError } from '@boletim/grader/errors';

/** A CSV file as read: the header, the rows below it and what is needed to write it back the same way. */
export interface CsvTable {
  header: string[];
  /** The header exactly as it stood in the file, without its line break. */
  rawHeader: string;
  rows: CsvRow[];
  delimiter: string;
  /** Line break of the first line. */
  newline: '\n' | '\r\n';
  hasBom: boolean;
}

export interface CsvRow {
  cells: string[];
  /** The row exactly as it stood in the file, without its line break. */
  raw: string;
  /** 1 is the file's first line. */
  line: number;
}

const BOM = '\ufeff';

/** Reads CSV text with any of the usual delimiters. Throws a UsageError that names the file and the line. */
export function parseCsv(text: string, file: string): CsvTable {
  const body = text.startsWith(BOM) ? text.slice(1) : text;
  const delimiter = guessDelimiter(body);
  const rows = parseRows(body, { delimiter, file });
  const [header, ...rest] = rows;
  if (!header) throw new UsageError(`${file} is empty; its first line must name the columns`);
  return {
    header: header.cells.map((cell) => cell.trim()),
    rawHeader: header.raw,
    rows: rest,
    delimiter,
    newline: /^[^\n]*\r\n/.test(body) ? '\r\n' : '\n',
    hasBom: text.startsWith(BOM),
  };
}

/** Writes rows, quoting only where it must; lines end in "\n" unless told otherwise. */
export function formatCsv(rows: readonly (readonly string[])[], options: Partial<CsvTable> = {}): string {
  const body = stringify(rows as string[][], {
    delimiter: options.delimiter ?? ',',
    record_delimiter: options.newline ?? '\n',
    quoted_match: /[\r\n]/,
  });
  return (options.hasBom ? BOM : '') + body;
}

/**
 * Text that a spreadsheet shows instead of running: what could start a formula gets an apostrophe in front.
 * For readers that compare the text it must not be used.
 */
export function neutralise(text: string): string {
  return /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20\t\r]/.test(text) ? `'${text}` : text;
}

/** Points as a table shows them: at most four decimals, none that are zero. */
export function formatPoints(points: number): string {
  return String(Number(points.toFixed(4)));
}

function guessDelimiter(text: string): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  const count = (delimiter: string) => line.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function parseRows(text: string, { delimiter, file }: { delimiter: string; file: string }): CsvRow[] {
  try {
    const records = parse(text, {
      delimiter,
      raw: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    return (records as unknown as { record: string[]; raw: string; info: { lines: number } }[]).map(
      (found) => ({
        cells: found.record,
        raw: found.raw.replace(/[\r\n]+$/, ''),
        line: found.info.lines,
      }),
    );
  } catch (error) {
    throw new UsageError(`${file} is not readable CSV: ${messageOf(error)}`);
  }
}
