import { UsageError } from '@boletim/grader/errors';
import { parseCsv } from '../csv';
import type { ClassStrings } from '../i18n';
import type { Deadline } from './deadline';
import { momentAfter, onClock, readMoment, type Instant } from './moments';

/** One line of extensions.csv that is about the assignment. */
export interface Extension {
  /** The file and line, for messages. */
  at: string;
  /** Whoever tells the student apart; empty for a group's. */
  student: string;
  group: string;
  until: Instant;
  /** The teacher's own word on it; students do not read it. */
  reason: string;
}

const COLUMNS = {
  student: ['student', 'id', 'email', 'aluno', 'estudante'],
  group: ['group', 'grupo', 'equipe', 'team'],
  assignment: ['assignment', 'tarefa', 'atividade'],
  until: ['until', 'até', 'prazo'],
  reason: ['reason', 'motivo'],
} as const;
type Column = keyof typeof COLUMNS;

export interface ExtensionsFile {
  text: string;
  file: string;
}

/**
 * Reads extensions.csv: columns student or group, assignment, until (`2026-12-06 23:59`, or `+ 2 days` after the
 * deadline) and reason. Lines about other assignments are passed over.
 * @throws UsageError naming the line that says nobody, a time that could be two, or one before the deadline
 */
export function parseExtensions(
  { text, file }: ExtensionsFile,
  { assignment, deadline }: { assignment: string; deadline: Deadline },
): Extension[] {
  const { header, rows } = parseCsv(text, file);
  const columns = columnsOf(header, file);
  return rows.flatMap(({ cells, line }) => {
    const cell = (column: Column) => (columns[column] < 0 ? '' : (cells[columns[column]] ?? '').trim());
    if (cells.every((content) => content.trim() === '')) return [];
    if (cell('assignment') === '')
      throw new UsageError(`${file}:${line}: name the assignment, like ${assignment}`);
    if (cell('assignment').toLowerCase() !== assignment) return [];
    const at = `${file}:${line}`;
    const [student, group] = [cell('student'), cell('group')];
    if ((student === '') === (group === ''))
      throw new UsageError(`${at}: name a student or a group, and not both`);
    return [{ at, student, group, until: untilOf(cell('until'), { at, deadline }), reason: cell('reason') }];
  });
}

/** Lines that are about no assignment of the course, and would be passed over without a word. */
export function strayLines(
  { text, file }: ExtensionsFile,
  assignments: readonly string[],
  { dates }: ClassStrings,
): string[] {
  const { header, rows } = parseCsv(text, file);
  const { assignment: column } = columnsOf(header, file);
  return rows.flatMap(({ cells, line }) => {
    const id = (cells[column] ?? '').trim();
    if (id === '' || assignments.includes(id.toLowerCase())) return [];
    return [dates.noAssignment(`${file}:${line}`, id, assignments.join(', '))];
  });
}

function columnsOf(header: readonly string[], file: string): Record<Column, number> {
  const titles = header.map((title) => title.toLowerCase());
  const columns = Object.fromEntries(
    Object.entries(COLUMNS).map(([column, names]) => [
      column,
      titles.findIndex((title) => (names as readonly string[]).includes(title)),
    ]),
  ) as Record<Column, number>;
  const missing = (['assignment', 'until'] as Column[]).filter((column) => columns[column] < 0);
  if (columns.student < 0 && columns.group < 0) missing.unshift('student');
  if (missing.length === 0) return columns;
  throw new UsageError(
    `${file}: no column ${missing.map((name) => `"${name}"`).join(', ')}; it needs student or group, assignment, until and reason`,
  );
}

function untilOf(text: string, { at, deadline }: { at: string; deadline: Deadline }): Instant {
  const { zone, due } = deadline;
  const options = { zone, unclear: 'later' } as const;
  const until = momentAfter(due, text, options) ?? readMoment(text, options);
  if (until === null)
    throw new UsageError(
      `${at}: "${text}" is no day with an hour; write year, month and day like 2026-12-06 23:59, or "+ 2 days"`,
    );
  if (until < due)
    throw new UsageError(
      `${at}: until ${onClock(until, zone)} is before the deadline, ${onClock(due, zone)} (${zone})`,
    );
  return until;
}
