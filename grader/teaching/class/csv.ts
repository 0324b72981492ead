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
  /** Line break of the header, for rows that are written anew. */
  newline: string;
  hasBom: boolean;
  /** Excel's `sep=;` line in front of the header, with its line break; else empty. */
  separatorLine: string;
}

export interface CsvRow {
  cells: string[];
  /** The row exactly as it stood in the file, without its line break. */
  raw: string;
  /** The row's own line break: files that passed through several programs mix them; empty at the end of the file. */
  newline: string;
  /** 1 is the file's first line. */
  line: number;
}

const BOM = '\ufeff';

/**
 * Reads CSV text with any of the usual delimiters and line breaks, also mixed, and Excel's `sep=` line.
 * @throws UsageError that names the file and the line
 */
export function parseCsv(text: string, file: string): CsvTable {
  const whole = text.startsWith(BOM) ? text.slice(1) : text;
  const [separatorLine = '', separator] = /^"?sep=([^\r\n])"?(?:\r\n|\n|\r)/i.exec(whole) ?? [];
  const body = whole.slice(separatorLine.length);
  const delimiter = separator ?? guessDelimiter(body);
  const rows = parseRows(body, { delimiter, file });
  const [header, ...rest] = rows;
  if (!header) throw new UsageError(`${file} is empty; its first line must name the columns`);
  const before = separatorLine === '' ? 0 : 1;
  return {
    header: header.cells.map((cell) => cell.trim()),
    rawHeader: header.raw,
    rows: rest.map((row) => ({ ...row, line: row.line + before })),
    delimiter,
    newline: header.newline || '\n',
    hasBom: text.startsWith(BOM),
    separatorLine,
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

/** By the header; a comma in a quoted title is part of the title. */
function guessDelimiter(text: string): string {
  const [first = ''] = text.split(/\r\n|\n|\r/, 1);
  const line = first.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => line.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function parseRows(text: string, { delimiter, file }: { delimiter: string; file: string }): CsvRow[] {
  const bytes = Buffer.from(text);
  try {
    const records = parse(bytes, {
      delimiter,
      // Left to itself the parser takes the first line's break for all, and the file for one line.
      record_delimiter: ['\r\n', '\n', '\r'],
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { bytes: number } }[];
    return records.map(({ record, info }, at) => {
      const start = records[at - 1]?.info.bytes ?? 0;
      return rowOf(record, { bytes, start, end: info.bytes });
    });
  } catch (error) {
    throw new UsageError(`${file} is not readable CSV: ${messageOf(error)}`);
  }
}

interface Place {
  bytes: Buffer;
  /** Where the row before ended; empty lines may come first. */
  start: number;
  end: number;
}

function rowOf(cells: string[], { bytes, start, end }: Place): CsvRow {
  const text = bytes.subarray(start, end).toString();
  const own = text.replace(/^[\r\n]+/, '');
  const [newline = ''] = /(?:\r\n|\n|\r)$/.exec(own) ?? [];
  const before = bytes.subarray(0, start).toString() + text.slice(0, text.length - own.length);
  const line = 1 + (before.match(/\r\n|\n|\r/g)?.length ?? 0);
  return { cells, raw: own.slice(0, own.length - newline.length), newline, line };
}
