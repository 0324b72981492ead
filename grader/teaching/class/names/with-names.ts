import { UsageError } from '@boletim/grader/errors';
import path from 'node:path';
import { isAnonymousId, type Submission } from '../downloads';
import { studentsOfLine } from '../find-student';
import type { Student } from '../roster';
import { readNames, uploadNumber } from './read-names';

/** The roster of a class, with who the anonymous of its submissions are where `names` says so. */
export async function namedRoster(
  submissions: readonly Submission[],
  { roster, names }: { roster: readonly Student[]; names?: string | undefined },
): Promise<readonly Student[]> {
  if (names === undefined) return roster;
  const anonymous = submissions.filter(({ platformId }) => isAnonymousId(platformId));
  if (anonymous.length === 0)
    throw new UsageError('--names is for anonymous submissions, and none is anonymous.');
  const numbers = new Map(
    anonymous.map(({ platformId, uploads }) => [
      platformId!,
      uploads.flatMap((upload) => uploadNumber(path.basename(upload.path)) ?? []),
    ]),
  );
  return withAnonymousIds(roster, await readNames(names, numbers), names);
}

/**
 * Puts anonymous ids into the roster.
 * @returns the roster with the anonymous id of everybody whom the lines name; without a roster, the people of the lines
 * @throws UsageError for a line about nobody or about two students, and where two lines contradict each other
 */
export function withAnonymousIds(
  roster: readonly Student[],
  lines: readonly Student[],
  place: string,
): Student[] {
  const placed = new Map<Student, string>();
  for (const line of lines) {
    const student = roster.length === 0 ? line : ownerOf(line, { roster, place });
    const earlier = placed.get(student);
    if (earlier !== undefined && earlier !== line.anonymousId)
      throw new UsageError(`${place}: ${student.id} is ${earlier} and ${line.anonymousId}; keep one`);
    placed.set(student, line.anonymousId);
  }
  refuseShared(placed, place);
  const everybody = roster.length === 0 ? lines : roster;
  return everybody.map((student) => ({ ...student, anonymousId: placed.get(student) ?? '' }));
}

function ownerOf(line: Student, { roster, place }: { roster: readonly Student[]; place: string }): Student {
  const found = studentsOfLine(line, roster);
  const [student, ...others] = found;
  if (student && others.length === 0) return student;
  const problem = student ? `fits ${found.map(({ id }) => id).join(' and ')}` : 'is not in the roster';
  throw new UsageError(`${place}: "${line.name || line.id}", who is ${line.anonymousId}, ${problem}`);
}

function refuseShared(placed: ReadonlyMap<Student, string>, place: string): void {
  const owners = new Map<string, Student>();
  for (const [student, anonymousId] of placed) {
    const other = owners.get(anonymousId);
    if (other) throw new UsageError(`${place}: ${anonymousId} is ${other.id} and ${student.id}; keep one`);
    owners.set(anonymousId, student);
  }
}
