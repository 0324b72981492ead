import type { AssignmentSpec } from '@boletim/grader/assignment';
import { AuthorError, UsageError } from '@boletim/grader/errors';
import { momentAfter, onClock, readMoment, type Instant } from './moments';
import type { StudentDates } from './student-dates';

/** When an assignment has to be handed in. */
export interface Deadline {
  zone: string;
  due: Instant;
  /** As assignment.yaml says it: `+ 7 days` counts from each student's own deadline. */
  cutoff: string | undefined;
}

export type DatedSpec = Pick<AssignmentSpec, 'id' | 'timeZone' | 'due' | 'cutoff'>;

/**
 * The deadline that assignment.yaml gives; null when it gives none. An hour that exists twice or not at all means the
 * later moment, in the student's favour.
 * @throws AuthorError for a cutoff before the deadline
 */
export function deadlineOf({ id, timeZone: zone, due: text, cutoff }: DatedSpec): Deadline | null {
  if (text === undefined || zone === undefined) return null;
  const due = readMoment(text, { zone, unclear: 'later' });
  if (due === null) throw new AuthorError(`The deadline "${text}" of ${id} cannot be read.`);
  const deadline = { zone, due, cutoff };
  const last = cutoffAfter(due, deadline);
  if (last !== null && last < due)
    throw new AuthorError(
      `The cutoff of ${id}, ${onClock(last, zone)}, is before its deadline, ${onClock(due, zone)} (${zone}).`,
    );
  return deadline;
}

/** What is wrong with extensions where nothing is due. */
export function nothingToExtend({ id }: Pick<DatedSpec, 'id'>): UsageError {
  return new UsageError(
    `${id} has no deadline to extend; write "due:" and "timeZone:" into its assignment.yaml.`,
  );
}

/** A student's dates, of what is the same for all and what is the student's own. */
export function studentDates(
  deadline: Deadline,
  { extension, handedIn, timeFrom }: Pick<StudentDates, 'extension' | 'handedIn' | 'timeFrom'>,
): StudentDates {
  const due = extension?.until ?? deadline.due;
  const cutoff = cutoffFor(due, deadline);
  return { zone: deadline.zone, due, cutoff, handedIn, timeFrom, extension };
}

/** Until when work counts for somebody with the deadline `due`: an extension past a certain day moves it along. */
function cutoffFor(due: Instant, deadline: Deadline): Instant | null {
  const cutoff = cutoffAfter(due, deadline);
  return cutoff !== null && cutoff < due ? due : cutoff;
}

function cutoffAfter(due: Instant, { zone, cutoff }: Deadline): Instant | null {
  if (cutoff === undefined) return null;
  const options = { zone, unclear: 'later' } as const;
  return momentAfter(due, cutoff, options) ?? readMoment(cutoff, options);
}
