import { UsageError } from '@boletim/grader/errors';
import {
  identityOf,
  isStillAnonymous,
  KNOWN_BY,
  NOBODY,
  readNames,
  uploadNumber,
  withAnonymousIds,
  type RecordedRow,
  type Student,
} from '../class';
import type { Term, TermAssignment } from './term';

/**
 * An assignment with the students of its anonymous rows. They are looked up in the roster, else in the other classes.
 * @throws UsageError where somebody stays anonymous
 */
export async function namedRows(
  assignment: TermAssignment,
  place: string,
  { roster, assignments }: Pick<Term, 'roster' | 'assignments'>,
): Promise<TermAssignment> {
  const anonymous = assignment.rows.filter(isStillAnonymous);
  const numbers = new Map(anonymous.map(({ id, origin }) => [id, [uploadNumber(origin ?? '') ?? []].flat()]));
  const others = assignments.filter((other) => other !== assignment).flatMap(({ rows }) => rows);
  const known = roster ?? studentsOf(others.filter((row) => !isStillAnonymous(row)));
  const students = withAnonymousIds(known, await readNames(place, numbers), place);
  const byAnonymousId = new Map(students.map((student) => [student.anonymousId, student]));
  const rows = assignment.rows.map((row) => {
    const student = isStillAnonymous(row) ? byAnonymousId.get(row.id) : undefined;
    return student ? { ...row, ...identityOf(student, KNOWN_BY) } : row;
  });
  const named = { ...assignment, rows };
  refuseAnonymous(named);
  return named;
}

/** @throws UsageError while somebody is anonymous: in each assignment a student is called otherwise */
export function refuseAnonymous({ spec, rows }: TermAssignment): void {
  const open = rows.filter(isStillAnonymous);
  if (open.length === 0) return;
  const ids = open.slice(0, 3).map(({ id }) => id);
  throw new UsageError(
    `${spec.class} has anonymous submissions: ${open.length} (${ids.join(', ')}${open.length > 3 ? ', …' : ''}); say in term.yaml whose they are, with "names".`,
  );
}

function studentsOf(rows: readonly RecordedRow[]): Student[] {
  const first = new Map<string, Student>();
  for (const row of rows)
    if (!first.has(row.id)) first.set(row.id, { ...NOBODY, ...identityOf(row, KNOWN_BY) });
  return [...first.values()];
}
