import path from 'node:path';
import type { Assignment } from '@boletim/grader/assignment';
import { AuthorError, messageOf, UsageError } from '@boletim/grader/errors';
import type { Lang, Report, SandboxMode } from '@boletim/grader/report';
import type { Statement } from '@boletim/grader/receipt';
import { assignmentDigest, gradeSubmission, resultEnvironment, type Reference } from '@boletim/grader/run';
import { fingerprintOf } from './fingerprint';
import { gradeQuestions } from './grade-questions';
import { gradeWhole } from './grade-whole';
import { signed, type Grading, type Result, type Signing } from './grading';
import { REQUEST_FILE } from './requests';
import type { ResultsStore } from './results-store';
import {
  readBeside,
  readSubmission,
  SubmissionProblem,
  type LookAlike,
  type ProblemCode,
  type SubmittedFiles,
} from '@boletim/grader/submission';
import type { Submission } from './downloads';

/** What grading one submission gave. */
export interface Graded {
  report: Report | null;
  /** Who signed for the report; null where nobody did. */
  statement: Statement | null;
  problem: { code: ProblemCode | 'grader-fault'; message: string } | null;
  notes: string[];
  lookAlikes: LookAlike[];
  /** By question: what its file says, without comments and spaces. */
  fingerprints: Record<string, string>;
  /** Whether the result of an earlier run was taken. */
  reused: boolean;
  /** What was handed in, by path. */
  files: ReadonlyMap<string, string>;
  /** request.yaml as it was handed in; null without one. */
  request: string | null;
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
  /** The language of what students read; English by default. */
  lang?: Lang;
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
export type HereOptions = Pick<
  GradeOneOptions,
  'assignment' | 'sandbox' | 'device' | 'seed' | 'typeCheck' | 'reference' | 'lang'
>;

/**
 * Grades one submission, or takes the stored result of the same files. A submission that cannot be read and a fault
 * of the grader come back as a problem; only mistakes of the course or the command are thrown.
 */
export async function gradeOne(
  { uploads }: Pick<Submission, 'uploads'>,
  options: GradeOneOptions,
): Promise<Graded> {
  const request = await readRequest(uploads);
  try {
    const submitted = await readSubmission(uploads, options.assignment);
    const { report, statement, reused } = await gradeOrReuse(submitted, options);
    const { notes, lookAlikes, files } = submitted;
    const fingerprints = fingerprintsOf(submitted, options.assignment);
    const found = { statement, notes, lookAlikes, fingerprints, files, request };
    return { report: withReading(report, submitted), problem: null, reused, ...found };
  } catch (error) {
    const nothing = {
      statement: null,
      notes: [],
      lookAlikes: [],
      fingerprints: {},
      files: new Map<string, string>(),
    };
    return { report: null, problem: problemOf(error), reused: false, request, ...nothing };
  }
}

/** Also of a submission that cannot be graded; what cannot be read at all is told by its own problem. */
async function readRequest(uploads: Submission['uploads']): Promise<string | null> {
  try {
    return await readBeside(uploads, REQUEST_FILE);
  } catch {
    return null;
  }
}

function fingerprintsOf({ files }: SubmittedFiles, { questions }: Assignment): Record<string, string> {
  return Object.fromEntries(
    questions.flatMap(({ id, file }) => {
      const fingerprint = fingerprintOf(files.get(file) ?? '');
      return fingerprint === null ? [] : [[id, fingerprint]];
    }),
  );
}

/** A result belongs to everybody with the same files; what lay beside them is each submission's own. */
function withReading(report: Report, { ignored, notes }: SubmittedFiles): Report {
  const unasked = ignored.filter((file) => path.posix.basename(file) !== REQUEST_FILE);
  const submission = { ...report.submission, ignored: unasked };
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
    environment: {
      ...resultEnvironment(options),
      seed,
      ...(options.lang === 'pt-BR' ? { lang: options.lang } : {}),
    },
  };
  const alone = { ...submitted, ignored: [], notes: [] };
  const accept = options.force ? () => false : options.retry ? endedWell : () => true;
  if (options.grading || signing) {
    const grading = options.grading ?? signed((work) => gradeHere(work.submitted, options), signing?.key);
    return gradeWhole({ assignment, submitted: alone, key }, { store, grading, signing, accept });
  }
  const { environment } = key;
  let graded = false;
  const grade = async () => {
    const part = (some: Assignment) => gradeHere(alone, { ...options, assignment: some });
    const result = await gradeQuestions({
      assignment,
      submitted: alone,
      store,
      environment,
      accept,
      grade: part,
    });
    graded = result.graded;
    return result.report;
  };
  if (options.force) return { report: await store.gradeNow(key, grade), statement: null, reused: false };
  const { report, reused } = await store.getOrGrade(key, grade, accept);
  return { report, statement: null, reused: reused || !graded };
}

/** A busy machine can let a test, or the reference, run out of time or memory; what failed or passed does so again. */
function endedWell({ questions, authorErrors }: Report): boolean {
  const tests = questions.flatMap((question) => question.tests);
  return (
    authorErrors.length === 0 && tests.every(({ status }) => status !== 'timed-out' && status !== 'crashed')
  );
}

/** Grades on this machine. */
export function gradeHere(submitted: SubmittedFiles, options: HereOptions): Promise<Report> {
  const { assignment, sandbox, device, seed, typeCheck, reference, lang = 'en' } = options;
  return gradeSubmission({
    assignment,
    submitted,
    name: '',
    sandbox,
    device,
    seed,
    typeCheck,
    reference,
    lang,
  });
}
