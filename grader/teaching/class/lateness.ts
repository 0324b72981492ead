import { hoursBetween, momentAfter } from './dates/moments';
import type { StudentDates } from './dates/student-dates';

/** From what it is known how late something is, the strongest word first. */
export const LATENESS_SOURCES = ['review', 'roster', 'times', 'platform', 'unknown'] as const;
export type LatenessSource = (typeof LATENESS_SOURCES)[number];

export interface Lateness {
  /** Hours after the student's own deadline; 0 in time, and where nobody knows. */
  hours: number;
  from: LatenessSource;
  /** What was handed in does not count. */
  afterCutoff: boolean;
}

export interface LatenessInput {
  /** Hours that a review or the roster says. */
  said: { review: number | undefined; roster: number | null };
  /** Null where the assignment has no deadline. */
  dates: StudentDates | null;
  /** The platform's own mark, without a time: true for late, false for in time. */
  marked: boolean | null;
  /** As assignment.yaml has it. */
  cutoff: string | undefined;
}

/** How late a hand-in is. What a person says wins over times, and times win over a mark. */
export function latenessOf({ said, dates, marked, cutoff }: LatenessInput): Lateness {
  const hours = said.review ?? said.roster;
  if (hours !== null) {
    const from = said.review === undefined ? 'roster' : 'review';
    return { hours, from, afterCutoff: hours > cutoffHours(dates, cutoff) };
  }
  if (dates?.handedIn) {
    const late = hoursBetween(dates.due, dates.handedIn);
    return { hours: Math.max(late, 0), from: 'times', afterCutoff: late > cutoffHours(dates, cutoff) };
  }
  return { hours: 0, from: marked === false ? 'platform' : 'unknown', afterCutoff: false };
}

/** Hours from the deadline to the cutoff. Without a deadline only a cutoff like `+ 7 days` says something. */
function cutoffHours(dates: StudentDates | null, cutoff: string | undefined): number {
  if (dates) return dates.cutoff === null ? Infinity : hoursBetween(dates.due, dates.cutoff);
  const after = cutoff === undefined ? null : momentAfter(EPOCH, cutoff, { zone: 'UTC', unclear: 'later' });
  return after === null ? Infinity : hoursBetween(EPOCH, after);
}

const EPOCH = '1970-01-01T00:00:00Z';
