import type { Assignment, Question } from '@boletim/grader/assignment';
import type { Report } from '@boletim/grader/report';
import {
  questionAssignmentDigest,
  questionSubmissionDigest,
  reportHead,
  warningsOf,
} from '@boletim/grader/run';
import type { SubmittedFiles } from '@boletim/grader/submission';
import type { ResultKey, ResultsStore } from './results-store';

export interface GradeQuestionsOptions {
  assignment: Assignment;
  submitted: SubmittedFiles;
  store: ResultsStore;
  environment: ResultKey['environment'];
  /** Whether what is stored will do; by default everything does. */
  accept(report: Report): boolean;
  /** Grades some of the questions. */
  grade(part: Assignment): Promise<Report>;
}

/**
 * Grades the questions of which no result is known, and puts the report together: after a change of one suite, or of
 * one file of a submission, the other questions are as they were.
 * @returns the report, and whether anything had to be graded
 */
export async function gradeQuestions(
  options: GradeQuestionsOptions,
): Promise<{ report: Report; graded: boolean }> {
  const { assignment } = options;
  const known = new Map<Question, Report>();
  for (const question of assignment.questions) {
    const stored = await options.store.get(keyOf(question, options));
    if (stored && options.accept(stored)) known.set(question, stored);
  }
  const missing = assignment.questions.filter((question) => !known.has(question));
  if (known.size === 0) return { report: await gradeAndStore(assignment, options), graded: true };
  const fresh =
    missing.length === 0 ? [] : [await gradeAndStore({ ...assignment, questions: missing }, options)];
  return { report: await merge([...known.values(), ...fresh], options), graded: missing.length > 0 };
}

function keyOf(question: Question, { assignment, submitted, environment }: GradeQuestionsOptions): ResultKey {
  return {
    submission: questionSubmissionDigest(submitted, question.file),
    assignment: `question ${questionAssignmentDigest(assignment, question)}`,
    environment,
  };
}

/** A mistake of the course is everybody's: what was met with one is graded again. */
async function gradeAndStore(part: Assignment, options: GradeQuestionsOptions): Promise<Report> {
  const report = await options.grade(part);
  if (report.authorErrors.length > 0) return report;
  for (const question of part.questions) {
    const alone = report.questions.filter(({ id }) => id === question.id);
    const { points: score, maxPoints: maxScore } = alone[0]!;
    await options.store.put(keyOf(question, options), { ...report, questions: alone, score, maxScore });
  }
  return report;
}

async function merge(
  parts: readonly Report[],
  { assignment, submitted }: GradeQuestionsOptions,
): Promise<Report> {
  const all = parts.flatMap((part) => part.questions);
  const questions = assignment.questions.map(({ id, title }) => ({
    ...all.find((found) => found.id === id)!,
    title,
  }));
  const newest = [...parts].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))[0]!;
  const sum = (amounts: number[]) =>
    Math.round(amounts.reduce((total, amount) => total + amount, 0) * 1e9) / 1e9;
  return {
    ...newest,
    ...(await reportHead({ assignment, submitted, name: '' }, new Date(newest.startedAt))),
    questions,
    score: sum(questions.map(({ points }) => points)),
    maxScore: sum(questions.map(({ maxPoints }) => maxPoints)),
    durationMs: sum(questions.flatMap(({ tests }) => tests.map(({ durationMs }) => durationMs))),
    warnings: warningsOf(submitted, questions),
    authorErrors: parts.flatMap((part) => part.authorErrors),
  };
}
