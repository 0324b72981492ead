import { StudentFinder } from './match-students';
import type { Student } from './roster';
import { SlugBook } from './slug';
import type { Submission } from './downloads';

/** One person of the class run: who it is, and what was handed in, if anything. */
export interface PlannedStudent {
  student: Student;
  slug: string;
  submission: Submission | null;
  /** What the instructor may want to know before anything is graded. */
  notes: string[];
}

/**
 * Puts submissions and roster together: everybody of the roster in its order, then whoever handed something in and is
 * not on it. A student with several submissions keeps the last; a group's submission is everybody's.
 */
export function planClass(roster: readonly Student[], submissions: readonly Submission[]): PlannedStudent[] {
  const finder = new StudentFinder(roster);
  const plans = new Map<string, Omit<PlannedStudent, 'slug'>>(
    roster.map((student) => [student.id, { student, submission: null, notes: [] }]),
  );
  for (const submission of submissions) {
    const { students, problems } = finder.find(submission);
    for (const student of students.map((found) => apartFrom(roster, found))) {
      const plan = plans.get(student.id) ?? { student, submission: null, notes: [] };
      plans.set(student.id, plan);
      if (plan.submission) plan.notes.push(`handed in twice: ${plan.submission.origin} was not graded`);
      plan.submission = submission;
      if (!roster.includes(student)) plan.notes.push(...problems);
    }
  }
  const slugs = new SlugBook();
  return [...plans.values()].map((plan) => ({ ...plan, slug: slugs.take(plan.student.id) }));
}

/** A stranger whose name is also somebody's id must not stand in for that student. */
function apartFrom(roster: readonly Student[], student: Student): Student {
  if (roster.includes(student) || !roster.some(({ id }) => id === student.id)) return student;
  return { ...student, id: `${student.id} (not in the roster)` };
}
