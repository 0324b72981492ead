import type { FinalGrade } from '../final-grade';
import type { ClassStrings } from '../i18n';
import { onClock } from './moments';

type Dated = Pick<FinalGrade, 'dates' | 'lateFrom' | 'afterCutoff'>;

/** Deadline, hand-in and extension of a row, as its cells say them. */
export function dateCells(
  { dates }: Dated,
  { handedIn, strings }: { handedIn: boolean; strings: ClassStrings },
): [string, string, string] {
  if (!dates) return ['', '', ''];
  const { zone, due, extension } = dates;
  const at =
    dates.handedIn === null ? (handedIn ? strings.dates.notKnown : '') : onClock(dates.handedIn, zone);
  const reason = extension?.reason ? ` (${extension.reason})` : '';
  return [onClock(due, zone), at, extension ? `${onClock(extension.until, zone)}${reason}` : ''];
}

/** From what lateness is known, and what is not known; empty where there is nothing to say. */
export function latenessWords(
  { dates, lateFrom, afterCutoff }: Dated,
  { marked }: { marked: boolean | null },
  { dates: strings }: ClassStrings,
): string {
  const words = [...(afterCutoff === null ? [] : [strings.notCounted]), fromWords()];
  return words.filter((text) => text !== '').join('; ');

  function fromWords(): string {
    if (lateFrom === 'review') return strings.fromReview;
    if (lateFrom === 'roster') return strings.fromRoster;
    if (lateFrom === 'times') return strings.sources[dates!.timeFrom!];
    if (lateFrom === 'platform') return strings.fromMark;
    if (marked) return strings.marked;
    return dates ? strings.unknown : '';
  }
}
