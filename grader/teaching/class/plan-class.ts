import { isAnonymousId, type Missing, type Submission } from './downloads';
import type { Lang } from '@boletim/grader/reporters';
import { classStringsOf, type ClassStrings } from './i18n';
import { isStillAnonymous } from './identity';
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

export interface PlanOptions {
  /** What one member hands in is the whole group's, whoever it is named after. */
  groupWork?: boolean;
  /** Those of whom it is known why there is nothing: their rows say so. */
  missing?: readonly Missing[];
  /** Of the notes. */
  lang?: Lang;
}

/**
 * Puts submissions and roster together: everybody of the roster in its order, then whoever handed something in and is
 * not on it. A student with several submissions keeps the last; a group's submission is everybody's.
 */
export function planClass(
  roster: readonly Student[],
  submissions: readonly Submission[],
  { groupWork = false, lang = 'en', missing = [] }: PlanOptions = {},
): PlannedStudent[] {
  const strings = classStringsOf(lang);
  const finder = new StudentFinder(roster, lang);
  const plans = new Map(roster.map((student) => [student.id, emptyPlan(student)]));
  const unnamed = submissions.filter(({ platformId }) => isAnonymousId(platformId));
  for (const submission of submissions) {
    const match = finder.find(submission);
    for (const student of match.students)
      assign(apartFrom(roster, student), { submission, match, plans, strings });
    for (const student of match.perhaps)
      doubt(plans.get(student.id)!, strings.identity.perhaps(submission.origin, match.problems.join('; ')));
  }
  for (const one of missing) explain(one, { finder, roster, plans });
  if (groupWork) shareInGroups([...plans.values()], strings);
  settleAnonymous(plans, unnamed, strings);
  const slugs = new SlugBook();
  return [...plans.values()].map((plan) => ({ ...plan, slug: slugs.take(plan.student.id) }));
}

/**
 * While submissions are anonymous, nobody of the roster is said to have handed in nothing: before anybody is named they
 * have no row, and then a doubt.
 */
function settleAnonymous(
  plans: Map<string, Plan>,
  unnamed: readonly Submission[],
  { identity }: ClassStrings,
): void {
  const all = [...plans.values()];
  const open = unnamed.filter((submission) =>
    all.some(({ submission: own, student }) => own === submission && isStillAnonymous(student)),
  );
  if (open.length === 0) return;
  const isTold = all.some(({ student }) => student.anonymousId !== '' && !isStillAnonymous(student));
  for (const plan of all.filter(({ submission }) => submission === null)) {
    if (isTold) doubt(plan, identity.perhapsAnonymous(open.length));
    else plans.delete(plan.student.id);
  }
}

/** How many submissions wait for `--names`, in words; nothing where none does. */
export function anonymousWarnings(plan: readonly PlannedStudent[], { identity }: ClassStrings): string[] {
  const open = plan.filter(({ student }) => isStillAnonymous(student));
  return open.length === 0 ? [] : [identity.anonymous(open.length)];
}

/** What a teacher should know about how people were found, in a line for each way; empty when all is sure. */
export function evidenceWarnings(plan: readonly PlannedStudent[], { identity }: ClassStrings): string[] {
  const count = (kind: Match['evidence']) => plan.filter(({ evidence }) => evidence === kind).length;
  const [byNumber, byName] = [count('number'), count('name')];
  return [
    ...(byNumber === 0 ? [] : [identity.byNumber(byNumber)]),
    ...(byName === 0 ? [] : [identity.byName(byName)]),
  ];
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
  strings: ClassStrings;
}

function assign(student: Student, { submission, match, plans, strings }: Assigning): void {
  const plan = plans.get(student.id) ?? emptyPlan(student);
  plans.set(student.id, plan);
  if (plan.submission) plan.notes.push(strings.twice(plan.submission.origin));
  const { group, problems, evidence } = match;
  Object.assign(plan, { submission, group, evidence });
  plan.notes.push(...submission.notes);
  for (const problem of problems) doubt(plan, problem);
  if (group !== null) plan.notes.push(strings.forGroup(group, submission.origin));
  else if (match.students.length > 1)
    plan.notes.push(strings.together(strings.list(match.students.map(({ id }) => id))));
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
function shareInGroups(plans: readonly Plan[], strings: ClassStrings): void {
  const names = new Set(plans.map(({ student }) => student.group).filter((group) => group !== ''));
  for (const name of names) {
    const members = plans.filter(({ student }) => student.group === name);
    const submissions = [...new Set(members.flatMap(({ submission }) => submission ?? []))];
    const [submission, ...others] = submissions;
    if (!submission) continue;
    if (others.length === 0) for (const plan of members) share(plan, { name, submission, strings });
    else {
      const origins = strings.list(submissions.map(({ origin }) => origin));
      for (const plan of members) doubt(plan, strings.groupTwice(name, submissions.length, origins));
    }
  }
}

interface Sharing {
  name: string;
  submission: Submission;
  strings: ClassStrings;
}

function share(plan: Plan, { name, submission, strings }: Sharing): void {
  if (plan.group !== null) return;
  Object.assign(plan, { submission, group: name, evidence: plan.evidence ?? 'full' });
  plan.notes.push(strings.forGroup(name, submission.origin));
}
