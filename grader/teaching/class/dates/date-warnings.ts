import type { ClassRow } from '../class-row';
import { latenessWords } from './date-words';

/** What a teacher should know of times before scores go out, in a line for each kind. */
export function dateWarnings(rows: readonly ClassRow[]): string[] {
  const handedIn = rows.filter(({ origin, grade }) => origin !== null && !grade.excused);
  const late = handedIn.filter(({ grade }) => grade.afterCutoff !== null);
  const unknown = handedIn.filter(({ grade }) => grade.dates && grade.lateFrom === 'unknown');
  return [
    ...(late.length === 0 ? [] : [`after the cutoff, graded and not counted: ${idsOf(late)}`]),
    ...[...new Set(unknown.map((row) => latenessWords(row.grade, row)))].map((words) => {
      const alike = unknown.filter((row) => latenessWords(row.grade, row) === words);
      return `${words}: ${idsOf(alike)}`;
    }),
  ];
}

function idsOf(rows: readonly ClassRow[]): string {
  const ids = rows.slice(0, MOST_NAMES).map(({ student }) => student.id);
  return rows.length > MOST_NAMES ? `${ids.join(', ')} and ${rows.length - MOST_NAMES} more` : ids.join(', ');
}

const MOST_NAMES = 5;
