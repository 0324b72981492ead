import type { Assignment } from '@boletim/grader/assignment';
import { AuthorError, messageOf, UsageError } from '@boletim/grader/errors';
import type { Report, SandboxMode } from '@boletim/grader/report';
import { statementProblem, type Statement } from '@boletim/grader/receipt';
import { assignmentDigest, gradeSubmission, type Reference } from '@boletim/grader/run';
import { resultEnvironment } from './environment';
import { signed, type Grading, type Result, type Signing, type Work } from './grading';
import type { ResultKey, ResultsStore } from './results-store';
import {
  readSubmission,
  type SubmittedFiles,
  SubmissionProblem,
  type ProblemCode,
} from '@boletim/grader/submission';
import type { Submission } from './downloads';

/** What grading one submission gave. */
export interface Graded {
  report: Report | null;
  /** Who signed for the report; null where nobody did. */
  statement: Statement | null;
  problem: { code: ProblemCode | 'grader-fault'; message: string } | null;
  notes: string[];
  /** Whether the result of an earlier run was taken. */
  reused: boolean;
}

export interface GradeOneOptions {
  assignment: Assignment;
  store: ResultsStore;
  /** The reference solution that the whole class shares. */
  reference?: Reference;
  sandbox: SandboxMode;
  device: string;
  seed: number;
  typeCheck: boolean;
  /** Grades also what was graded before. */
  force: boolean;
  /** Grades again what crashed or ran out of time before. */
  retry: boolean;
  /** Where submissions are graded; by default here. */
  grading?: Grading | undefined;
  /** With a key, only results count that it or a known one signed. */
  signing?: Signing | undefined;
}

/** How a submission is graded on this machine. */
export type HereOptions = Pick<GradeOneOptions, 'sandbox' | 'device' | 'seed' | 'typeCheck' | 'reference'>;

/**
 * Grades one submission, or takes the stored result of the same files. A submission that cannot be read and a fault
 * of the grader come back as a problem; only mistakes of the course or the command are thrown.
 */
export async function gradeOne(submission: Submission, options: GradeOneOptions): Promise<Graded> {
  try {
    const submitted = await readSubmission(submission.uploads, options.assignment);
    const { report, statement, reused } = await gradeOrReuse(submitted, options);
    const { notes } = submitted;
    return { report: withReading(report, submitted), statement, problem: null, notes, reused };
  } catch (error) {
    return { report: null, statement: null, problem: problemOf(error), notes: [], reused: false };
  }
}

/** A result belongs to everybody with the same files; what lay beside them is each submission's own. */
function withReading(report: Report, { ignored, notes }: SubmittedFiles): Report {
  const submission = { ...report.submission, ignored };
  return { ...report, submission, warnings: [...report.warnings, ...notes] };
}

/** Mistakes of the course or the command concern everybody and stop the run; all else is a row with its reason. */
function problemOf(error: unknown): NonNullable<Graded['problem']> {
  if (error instanceof AuthorError || error instanceof UsageError) throw error;
  if (error instanceof SubmissionProblem) return { code: error.code, message: error.message };
  return { code: 'grader-fault', message: messageOf(error) };
}

async function gradeOrReuse(
  submitted: SubmittedFiles,
  options: GradeOneOptions,
): Promise<Result & { reused: boolean }> {
  const { assignment, store, seed, signing } = options;
  const key = {
    submission: submitted.digest,
    assignment: assignmentDigest(assignment),
    environment: { ...resultEnvironment(options), seed },
  };
  const grading = options.grading ?? signed((work) => gradeHere(work, options), signing?.key);
  const grade = () => grading({ assignment, submitted, key });
  if (options.force) return { ...(await store.gradeNow(key, grade)), reused: false };
  const accept = (result: Result) =>
    (!options.retry || endedWell(result.report)) && (!signing || isSignedFor(key, result, signing));
  return store.getOrGrade(key, grade, accept);
}

/** What lies in the store is believed as far as somebody known signed it. */
function isSignedFor(key: ResultKey, { report, statement }: Result, { key: own, known }: Signing): boolean {
  if (statement === null || statementProblem(statement, key, report) !== null) return false;
  return statement.key === own.publicKey || known.has(statement.key);
}

/** A busy machine can let a test, or the reference, run out of time or memory; what failed or passed does so again. */
function endedWell({ questions, authorErrors }: Report): boolean {
  const tests = questions.flatMap((question) => question.tests);
  return (
    authorErrors.length === 0 && tests.every(({ status }) => status !== 'timed-out' && status !== 'crashed')
  );
}

/** Grades on this machine, whatever lay beside the files. */
export function gradeHere({ assignment, submitted }: Work, options: HereOptions): Promise<Report> {
  const { sandbox, device, seed, typeCheck, reference } = options;
  const alone = { ...submitted, ignored: [], notes: [] };
  return gradeSubmission({
    assignment,
    submitted: alone,
    name: '',
    sandbox,
    device,
    seed,
    typeCheck,
    reference,
  });
}
