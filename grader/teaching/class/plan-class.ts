import type { Missing, Submission } from './downloads';
import { StudentFinder, type Match } from './match-students';
import type { Student } from './roster';
import { SlugBook } from './slug';

/** One person of the class run: who it is, and what was handed in, if anything. */
export interface PlannedStudent {
  student: Student;
  slug: string;
  submission: Submission | null;
  /** The group that it was handed in for; null for individual work. */
  group: string | null;
  /** Those of the notes that say why it is not sure whose something is. */
  doubts: string[];
  /** What little the student was found by; null without a submission. */
  evidence: Match['evidence'] | null;
  /** What the instructor may want to know before anything is graded. */
  notes: string[];
}

type Plan = Omit<PlannedStudent, 'slug'>;

/**
 * Puts submissions and roster together: everybody of the roster in its order, then whoever handed something in and is
 * not on it. A student with several submissions keeps the last; a group's submission is everybody's.
 * @param groupWork what one member hands in is the whole group's, whoever it is named after
 * @param missing those of whom it is known why there is nothing: their rows say so
 */
export function planClass(
  roster: readonly Student[],
  submissions: readonly Submission[],
  { groupWork = false, missing = [] }: { groupWork?: boolean; missing?: readonly Missing[] } = {},
): PlannedStudent[] {
  const finder = new StudentFinder(roster);
  const plans = new Map(roster.map((student) => [student.id, emptyPlan(student)]));
  for (const submission of submissions) {
    const match = finder.find(submission);
    for (const student of match.students) assign(apartFrom(roster, student), { submission, match, plans });
    for (const student of match.perhaps)
      doubt(plans.get(student.id)!, `perhaps handed in ${submission.origin}: ${match.problems.join('; ')}`);
  }
  for (const one of missing) explain(one, { finder, roster, plans });
  if (groupWork) shareInGroups([...plans.values()]);
  const slugs = new SlugBook();
  return [...plans.values()].map((plan) => ({ ...plan, slug: slugs.take(plan.student.id) }));
}

/** What a teacher should know about how people were found, in a line for each way; empty when all is sure. */
export function evidenceWarnings(plan: readonly PlannedStudent[]): string[] {
  const count = (kind: Match['evidence']) => plan.filter(({ evidence }) => evidence === kind).length;
  const sentences = {
    number:
      "found by the platform's number alone, as the roster has no name to compare: a group would look alike",
    name: "found by the name alone, as the roster lacks the platform's number",
  };
  return (['number', 'name'] as const)
    .filter((kind) => count(kind) > 0)
    .map(
      (kind) => `${count(kind)} ${count(kind) === 1 ? 'student was' : 'students were'} ${sentences[kind]}`,
    );
}

function emptyPlan(student: Student): Plan {
  return { student, submission: null, group: null, doubts: [], evidence: null, notes: [] };
}

interface Explaining {
  finder: StudentFinder;
  roster: readonly Student[];
  plans: Map<string, Plan>;
}

function explain({ student, problem }: Missing, { finder, roster, plans }: Explaining): void {
  for (const known of finder.findTaken(student).students) {
    const plan = plans.get(known.id) ?? emptyPlan(known);
    if (roster.length === 0) plans.set(known.id, plan);
    if (plan.submission === null) plan.notes.push(problem);
  }
}

interface Assigning {
  submission: Submission;
  match: Match;
  plans: Map<string, Plan>;
}

function assign(student: Student, { submission, match, plans }: Assigning): void {
  const plan = plans.get(student.id) ?? emptyPlan(student);
  plans.set(student.id, plan);
  if (plan.submission) plan.notes.push(`handed in twice: ${plan.submission.origin} was not graded`);
  const { group, problems, evidence } = match;
  Object.assign(plan, { submission, group, evidence });
  plan.notes.push(...submission.notes);
  for (const problem of problems) doubt(plan, problem);
  if (group !== null) plan.notes.push(`handed in for the group ${group}: ${submission.origin}`);
  else if (match.students.length > 1)
    plan.notes.push(`handed in together by ${match.students.map(({ id }) => id).join(', ')}`);
}

function doubt(plan: Plan, text: string): void {
  plan.doubts.push(text);
  plan.notes.push(text);
}

/** A stranger whose name is also somebody's id must not stand in for that student. */
function apartFrom(roster: readonly Student[], student: Student): Student {
  if (roster.includes(student) || !roster.some(({ id }) => id === student.id)) return student;
  return { ...student, id: `${student.id} (not in the roster)` };
}

/** In group work a member without a submission has that of the others, when they agree on one. */
function shareInGroups(plans: readonly Plan[]): void {
  const names = new Set(plans.map(({ student }) => student.group).filter((group) => group !== ''));
  for (const name of names) {
    const members = plans.filter(({ student }) => student.group === name);
    const submissions = [...new Set(members.flatMap(({ submission }) => submission ?? []))];
    const [submission, ...others] = submissions;
    if (!submission) continue;
    if (others.length === 0) for (const plan of members) share(plan, { name, submission });
    else {
      const origins = submissions.map(({ origin }) => origin).join(', ');
      for (const plan of members)
        doubt(plan, `the group ${name} handed in ${submissions.length} times: ${origins}`);
    }
  }
}

function share(plan: Plan, { name, submission }: { name: string; submission: Submission }): void {
  if (plan.group !== null) return;
  Object.assign(plan, { submission, group: name, evidence: plan.evidence ?? 'full' });
  plan.notes.push(`handed in for the group ${name}: ${submission.origin}`);
}
