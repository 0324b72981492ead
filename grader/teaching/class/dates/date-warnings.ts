import type { ClassRow } from '../class-row';
import type { ClassStrings } from '../i18n';
import { latenessWords } from './date-words';

/** What a teacher should know of times before scores go out, in a line for each kind. */
export function dateWarnings(rows: readonly ClassRow[], strings: ClassStrings): string[] {
  const words = (row: ClassRow) => latenessWords(row.grade, row, strings);
  const handedIn = rows.filter(({ origin, grade }) => origin !== null && !grade.excused);
  const late = handedIn.filter(({ grade }) => grade.afterCutoff !== null);
  const unknown = handedIn.filter(({ grade }) => grade.dates && grade.lateFrom === 'unknown');
  return [
    ...(late.length === 0 ? [] : [strings.dates.afterCutoff(idsOf(late, strings))]),
    ...[...new Set(unknown.map(words))].map((text) => {
      const alike = unknown.filter((row) => words(row) === text);
      return `${text}: ${idsOf(alike, strings)}`;
    }),
  ];
}

function idsOf(rows: readonly ClassRow[], { andMore }: ClassStrings): string {
  const ids = rows.slice(0, MOST_NAMES).map(({ student }) => student.id);
  return andMore(ids, rows.length - ids.length);
}

const MOST_NAMES = 5;
