import fs from 'node:fs/promises';
import path from 'node:path';
import type { Assignment } from '../../assignment/assignment';
import { AuthorError, messageOf, UsageError } from '../../errors';
import type { Report, SandboxMode } from '../../report/report';
import { createTemporaryFolder } from '../../system/temporary-folder';
import { assignmentDigest } from '../../run/assignment-digest';
import { gradeSubmission } from '../../run/grade';
import type { Reference } from '../../run/reference';
import { statementProblem, type Statement } from '../../receipt';
import { resultEnvironment } from './environment';
import { signed, type Grading, type Result, type Signing, type Work } from './grading';
import type { ResultKey, ResultsStore } from './results-store';
import { collectSubmission, type CollectedSubmission } from '../../submission/collect';
import { SubmissionProblem, type ProblemCode } from '../../submission/problem';
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

/** At most this many ignored files are listed in a report. */
const MAX_IGNORED = 100;

/**
 * Grades one submission, or takes the stored result of the same files. A submission that cannot be read and a fault
 * of the grader come back as a problem; only mistakes of the course or the command are thrown.
 */
export async function gradeOne(submission: Submission, options: GradeOneOptions): Promise<Graded> {
  try {
    const collected = await collect(submission, options.assignment);
    const { report, statement, reused } = await gradeOrReuse(collected, options);
    const { notes } = collected;
    return { report: withCollected(report, collected), statement, problem: null, notes, reused };
  } catch (error) {
    return { report: null, statement: null, problem: problemOf(error), notes: [], reused: false };
  }
}

/** Whatever goes wrong while a submission is read is about that submission: a file nobody may read, a broken disk. */
async function collect(submission: Submission, { spec, limits }: Assignment): Promise<CollectedSubmission> {
  const files = new Set([...spec.files, ...(spec.declaration === undefined ? [] : [spec.declaration])]);
  const options = {
    files: [...files],
    declaration: spec.declaration,
    assignment: spec.id,
    limits: { fileBytes: limits.fileKilobytes * 1024 },
  };
  try {
    return await collectSubmission(submission, options);
  } catch (error) {
    if (error instanceof SubmissionProblem) throw error;
    throw new SubmissionProblem('unreadable', `it cannot be read (${messageOf(error)})`);
  }
}

function withCollected(report: Report, { ignored, notes }: CollectedSubmission): Report {
  const submission = { ...report.submission, ignored: ignored.slice(0, MAX_IGNORED) };
  return { ...report, submission, warnings: [...report.warnings, ...notes] };
}

/** Mistakes of the course or the command concern everybody and stop the run; all else is a row with its reason. */
function problemOf(error: unknown): NonNullable<Graded['problem']> {
  if (error instanceof AuthorError || error instanceof UsageError) throw error;
  if (error instanceof SubmissionProblem) return { code: error.code, message: error.message };
  return { code: 'grader-fault', message: messageOf(error) };
}

async function gradeOrReuse(
  collected: CollectedSubmission,
  options: GradeOneOptions,
): Promise<Result & { reused: boolean }> {
  const { assignment, store, seed, signing } = options;
  const key = {
    submission: collected.digest,
    assignment: assignmentDigest(assignment),
    environment: { ...resultEnvironment(options), seed },
  };
  const grading = options.grading ?? signed((work) => gradeHere(work, options), signing?.key);
  const grade = () => grading({ assignment, collected, key });
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

/** The grader reads folders; it gets one that holds nothing but the files that were taken. */
export async function gradeHere(
  { assignment, collected }: Work,
  { sandbox, device, seed, typeCheck, reference }: HereOptions,
): Promise<Report> {
  const folder = createTemporaryFolder('submission');
  try {
    for (const [file, bytes] of collected.files) {
      const target = path.join(folder, ...file.split('/'));
      await fs.mkdir(path.dirname(target), { recursive: true });
      await fs.writeFile(target, bytes);
    }
    return await gradeSubmission({
      assignment,
      submission: folder,
      name: '',
      sandbox,
      device,
      seed,
      typeCheck,
      reference,
    });
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}
