import fs from 'node:fs/promises';
import path from 'node:path';
import type { Assignment } from '../../assignment/assignment';
import { AuthorError, messageOf, UsageError } from '../../errors';
import type { Report, SandboxMode } from '../../report/report';
import { createTemporaryFolder } from '../../system/temporary-folder';
import { assignmentDigest } from '../../run/assignment-digest';
import { gradeSubmission } from '../../run/grade';
import type { Reference } from '../../run/reference';
import { resultEnvironment } from './environment';
import type { ResultsStore } from './results-store';
import { collectSubmission, type CollectedSubmission } from '../../submission/collect';
import { SubmissionProblem, type ProblemCode } from '../../submission/problem';
import type { Submission } from './downloads';

/** What grading one submission gave. */
export interface Graded {
  report: Report | null;
  problem: { code: ProblemCode | 'grader-fault'; message: string } | null;
  notes: string[];
  /** What was taken from the submission; null when nothing could be. */
  files: ReadonlyMap<string, Buffer> | null;
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
}

/** At most this many ignored files are listed in a report. */
const MAX_IGNORED = 100;

/**
 * Grades one submission, or takes the stored result of the same files. A submission that cannot be read and a fault
 * of the grader come back as a problem; only mistakes of the course or the command are thrown.
 */
export async function gradeOne(submission: Submission, options: GradeOneOptions): Promise<Graded> {
  try {
    const collected = await collect(submission, options.assignment);
    const { report, reused } = await gradeOrReuse(collected, options);
    const { notes, files } = collected;
    return { report: withCollected(report, collected), problem: null, notes, files, reused };
  } catch (error) {
    return { report: null, problem: problemOf(error), notes: [], files: null, reused: false };
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
): Promise<{ report: Report; reused: boolean }> {
  const { assignment, store, seed } = options;
  const key = {
    submission: collected.digest,
    assignment: assignmentDigest(assignment),
    environment: { ...resultEnvironment(options), seed },
  };
  const grade = () => gradeFiles(collected, options);
  if (options.force) return { report: await store.gradeNow(key, grade), reused: false };
  return store.getOrGrade(key, grade, options.retry ? endedWell : undefined);
}

/** A busy machine can let a test, or the reference, run out of time or memory; what failed or passed does so again. */
function endedWell({ questions, authorErrors }: Report): boolean {
  const tests = questions.flatMap((question) => question.tests);
  return (
    authorErrors.length === 0 && tests.every(({ status }) => status !== 'timed-out' && status !== 'crashed')
  );
}

/** The grader reads folders; it gets one that holds nothing but the files that were taken. */
async function gradeFiles({ files }: CollectedSubmission, options: GradeOneOptions): Promise<Report> {
  const folder = createTemporaryFolder('submission');
  try {
    for (const [file, bytes] of files) {
      const target = path.join(folder, ...file.split('/'));
      await fs.mkdir(path.dirname(target), { recursive: true });
      await fs.writeFile(target, bytes);
    }
    const { assignment, sandbox, device, seed, typeCheck, reference } = options;
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
