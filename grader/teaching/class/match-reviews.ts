import { UsageError } from '@boletim/grader/errors';
import type { PlannedStudent } from './plan-class';
import type { ReviewSpec } from './review-spec';
import { fileSlug } from './slug';

/**
 * Whose review is whose: by the student's id, else by the output folder. Throws a UsageError for a review that fits
 * nobody, two students, or a student who has one already: it would be lost, or change the wrong grade.
 */
export function matchReviews(
  reviews: ReadonlyMap<string, ReviewSpec>,
  plan: readonly PlannedStudent[],
): Map<PlannedStudent, ReviewSpec> {
  refuseUnknown([...reviews.keys()], plan);
  const matched = new Map<PlannedStudent, string>();
  for (const name of reviews.keys()) {
    const planned = findStudent(name, plan);
    const earlier = matched.get(planned);
    if (earlier !== undefined)
      throw new UsageError(`The reviews ${earlier} and ${name} are both of ${planned.student.id}; keep one.`);
    matched.set(planned, name);
  }
  return new Map([...matched].map(([planned, name]) => [planned, reviews.get(name)!]));
}

function refuseUnknown(names: readonly string[], plan: readonly PlannedStudent[]): void {
  const known = new Set(plan.flatMap(({ student, slug }) => [student.id, slug, student.anonymousId]));
  known.delete('');
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  const examples = [...known].slice(0, 5).join(', ');
  throw new UsageError(
    `No student is called ${unknown.join(', ')}; name review files like the students: ${examples}, …`,
  );
}

function findStudent(name: string, plan: readonly PlannedStudent[]): PlannedStudent {
  // What was written while a student was anonymous follows the student.
  const own = plan.find(({ student }) => student.id === name || student.anonymousId === name);
  if (own) return own;
  // "José" and "Josè" would both be Jose: which of them got the folder is chance.
  const alike = plan.filter(({ student }) => fileSlug(student.id) === name);
  if (alike.length > 1) {
    const ids = alike.map(({ student }) => student.id).join(' and ');
    throw new UsageError(`The review ${name} fits ${ids}; name it exactly like the student's id.`);
  }
  return plan.find(({ slug }) => slug === name)!;
}
