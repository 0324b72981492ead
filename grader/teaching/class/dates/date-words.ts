import type { FinalGrade } from '../final-grade';
import { onClock } from './moments';
import type { TimeSource } from './student-dates';

type Dated = Pick<FinalGrade, 'dates' | 'lateFrom' | 'afterCutoff'>;

/** Deadline, hand-in and extension of a row, as its cells say them. */
export function dateCells({ dates }: Dated, { handedIn }: { handedIn: boolean }): [string, string, string] {
  if (!dates) return ['', '', ''];
  const { zone, due, extension } = dates;
  const at = dates.handedIn === null ? (handedIn ? 'not known' : '') : onClock(dates.handedIn, zone);
  const reason = extension?.reason ? ` (${extension.reason})` : '';
  return [onClock(due, zone), at, extension ? `${onClock(extension.until, zone)}${reason}` : ''];
}

/** From what lateness is known, and what is not known; empty where there is nothing to say. */
export function latenessWords(
  { dates, lateFrom, afterCutoff }: Dated,
  { marked }: { marked: boolean | null },
): string {
  const words = [...(afterCutoff === null ? [] : ['after the cutoff, not counted']), fromWords()];
  return words.filter((text) => text !== '').join('; ');

  function fromWords(): string {
    if (lateFrom === 'review') return 'hours as the review says';
    if (lateFrom === 'roster') return 'hours as the roster says';
    if (lateFrom === 'times') return SOURCES[dates!.timeFrom!];
    if (lateFrom === 'platform') return 'in time, as the platform marks it';
    if (marked) return 'marked late, not by how much: nothing was taken off';
    return dates ? 'not known when it was handed in: nothing was taken off' : '';
  }
}

const SOURCES: Record<TimeSource, string> = {
  roster: 'time from the roster',
  worksheet: "time from Moodle's worksheet",
  gradescope: 'time from Gradescope',
  server: "time from the course's server",
  commit: "time of the last commit, by the student's machine",
};
