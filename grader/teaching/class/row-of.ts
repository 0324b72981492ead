import type { Assignment } from '@boletim/grader/assignment';
import type { Lang } from '@boletim/grader/reporters';
import type { ClassRow } from './class-row';
import type { ClassDates } from './dates/class-dates';
import type { Submission } from './downloads';
import { finalGrade, waitingQuestions } from './final-grade';
import { classStringsOf } from './i18n';
import type { Graded } from './grade-one';
import type { PlannedStudent } from './plan-class';
import { mergeRequests, parseRequests, type RegradeRequest } from './requests';
import type { ReviewSpec } from './review-spec';

export interface RowOptions {
  assignment: Assignment;
  lang: Lang;
  exportWaiting?: boolean | undefined;
  dates: ClassDates;
  reviewOf: ReadonlyMap<PlannedStudent, ReviewSpec>;
  /** By student id. */
  requestsOf: ReadonlyMap<string, readonly RegradeRequest[]>;
}

/** A student's row: the hand-in's result with the review, times and requests in it. */
export function rowOf(
  planned: PlannedStudent,
  result: Graded | null | undefined,
  options: RowOptions,
): ClassRow {
  const { student, slug, submission, group, doubts, notes } = planned;
  const report = result?.report ?? null;
  const grade = finalGrade({
    report,
    questions: options.assignment.questions,
    review: options.reviewOf.get(planned),
    policy: options.assignment.spec.late,
    requests: requestsFor(planned, result, options),
    lateHours: student.lateHours,
    dates: options.dates.of(planned),
    marked: submission?.late ?? null,
    cutoff: options.assignment.spec.cutoff,
    lang: options.lang,
  });
  const late = submission?.late && grade.lateFrom === 'unknown';
  return {
    student,
    slug,
    origin: submission?.origin ?? null,
    outcome: outcomeOf(submission, result),
    problem: result?.problem ?? null,
    marked: submission?.late ?? null,
    group,
    doubts,
    lookAlikes: result?.lookAlikes ?? [],
    fingerprints: result?.fingerprints ?? {},
    notes: [...notes, ...(result?.notes ?? []), ...(late ? [classStringsOf(options.lang).markedLate] : [])],
    report,
    grade,
    withheld: !options.exportWaiting && waitingQuestions(grade).length > 0,
    files: Object.fromEntries(result?.files ?? []),
  };
}

/** The hand-in's own come last; what an earlier one asked stays asked. */
function requestsFor(
  { student }: PlannedStudent,
  result: Graded | null | undefined,
  { assignment, requestsOf }: RowOptions,
): RegradeRequest[] {
  const questions = assignment.questions.map(({ id }) => id);
  return mergeRequests(
    requestsOf.get(student.id) ?? [],
    result?.request ? parseRequests(result.request, questions) : [],
  );
}

function outcomeOf(submission: Submission | null, result: Graded | null | undefined): ClassRow['outcome'] {
  if (!submission) return 'no-submission';
  if (result?.problem) return result.problem.code === 'grader-fault' ? 'grader-fault' : 'not-gradable';
  return 'graded';
}
