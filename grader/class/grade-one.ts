import fs from 'node:fs/promises';
import path from 'node:path';
import type { Assignment } from '../assignment/assignment';
import { GraderFault, messageOf } from '../errors';
import type { Report, SandboxMode } from '../report/report';
import { createTemporaryFolder } from '../temporary-folder';
import { assignmentDigest, gradeSubmission } from '../run/grade';
import { resultEnvironment } from './environment';
import type { ResultsStore } from './results-store';
import {
  collectSubmission,
  SubmissionProblem,
  type CollectedSubmission,
  type ProblemCode,
  type Submission,
} from './submissions';

/** What grading one submission gave. */
export interface Graded {
  report: Report | null;
  problem: { code: ProblemCode | 'grader-fault'; message: string } | null;
  notes: string[];
  /** Whether the result of an earlier run was taken. */
  reused: boolean;
}

export interface GradeOneOptions {
  assignment: Assignment;
  store: ResultsStore;
  sandbox: SandboxMode;
  device: string;
  seed: number;
  typeCheck: boolean;
  /** Grades also what was graded before. */
  force: boolean;
}

/** At most this many ignored files are listed in a report. */
const MAX_IGNORED = 100;

/**
 * Grades one submission, or takes the stored result of the same files. A submission that cannot be read and a fault
 * of the grader come back as a problem; only mistakes of the course or the command are thrown.
 */
export async function gradeOne(submission: Submission, options: GradeOneOptions): Promise<Graded> {
  const { spec, limits } = options.assignment;
  try {
    const files = [...spec.files, ...(spec.declaration === undefined ? [] : [spec.declaration])];
    const limit = { fileBytes: limits.fileKilobytes * 1024 };
    const collected = await collectSubmission(submission, {
      files: [...new Set(files)],
      assignment: spec.id,
      limits: limit,
    });
    const { report, reused } = await gradeOrReuse(collected, options);
    const ignored = collected.ignored.slice(0, MAX_IGNORED);
    return {
      report: {
        ...report,
        submission: { ...report.submission, ignored },
        warnings: [...report.warnings, ...collected.notes],
      },
      problem: null,
      notes: collected.notes,
      reused,
    };
  } catch (error) {
    return { report: null, problem: problemOf(error), notes: [], reused: false };
  }
}

function problemOf(error: unknown): NonNullable<Graded['problem']> {
  if (error instanceof SubmissionProblem) return { code: error.code, message: error.message };
  if (error instanceof GraderFault) return { code: 'grader-fault', message: messageOf(error) };
  throw error;
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
  return store.getOrGrade(key, grade);
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
    const { assignment, sandbox, device, seed, typeCheck } = options;
    return await gradeSubmission({
      assignment,
      submission: folder,
      name: '',
      sandbox,
      device,
      seed,
      typeCheck,
    });
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}
