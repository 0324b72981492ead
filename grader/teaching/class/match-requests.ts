import { UsageError } from '@boletim/grader/errors';
import { mergeRequests, type RegradeRequest } from './requests';
import type { PlannedStudent } from './plan-class';

/**
 * Whose requests are whose, by student id: a table may say the id, the output folder, the e-mail or the user name.
 * Throws a UsageError for requests of nobody in the class, which would be lost.
 */
export function matchRequests(
  requests: ReadonlyMap<string, RegradeRequest[]>,
  plan: readonly PlannedStudent[],
): Map<string, RegradeRequest[]> {
  const matched = new Map<string, RegradeRequest[]>();
  const unknown: string[] = [];
  for (const [name, asked] of requests) {
    const student = findStudent(name, plan);
    if (student === undefined) unknown.push(name);
    else addRequests(matched, student, asked);
  }
  if (unknown.length > 0)
    throw new UsageError(
      `No student of the requests is called ${unknown.join(', ')}; write ids as in grades.csv.`,
    );
  return matched;
}

/** Puts requests to those that a student has; one that is there already stays one. */
export function addRequests(
  requests: Map<string, RegradeRequest[]>,
  student: string,
  more: readonly RegradeRequest[],
): void {
  requests.set(student, mergeRequests(requests.get(student) ?? [], more));
}

function findStudent(name: string, plan: readonly PlannedStudent[]): string | undefined {
  const exact = plan.find(({ student }) => student.id === name || student.anonymousId === name);
  const alike = plan.filter(({ student, slug }) => {
    const names = [slug, student.email, student.username].map((text) => text.toLowerCase());
    return names.includes(name.toLowerCase());
  });
  return exact?.student.id ?? (alike.length === 1 ? alike[0]!.student.id : undefined);
}
