import path from 'node:path';
import { askedFiles, type Assignment } from '@boletim/grader/assignment';
import type { Lang } from '@boletim/grader/reporters';
import type { SandboxMode } from '@boletim/grader/report';
import { Reference } from '@boletim/grader/run';
import { classSeed, studentSeed } from './class-seed';
import { classDates, type ClassDates } from './dates/class-dates';
import { dateWarnings } from './dates/date-warnings';
import { earlierRows } from './class-record';
import { classStringsOf } from './i18n';
import { writeClass, writeStudent } from './class-output';
import type { ClassRow } from './class-row';
import { rememberSettings, type ClassSettings } from './class-settings';
import { gradeOne, type Graded } from './grade-one';
import type { Grading, Signing } from './grading';
import { Ledger, refuseUnsigned } from './ledger';
import { addRequests, matchRequests } from './match-requests';
import { matchReviews } from './match-reviews';
import { neighbourResults } from './neighbour-results';
import { prepareOutput } from './output-folder';
import { keepCurrentRun, settlePreviousRun } from './previous-run';
import { lockOutput } from './run-lock';
import { discoveryWarnings, recognisedAs } from './discovery-words';
import { namedRoster } from './names';
import { anonymousWarnings, evidenceWarnings, planClass, type PlannedStudent } from './plan-class';
import type { RegradeRequest } from './requests';
import { ResultsStore } from './results-store';
import { removeStaleReports } from './remove-stale';
import { reviewWarnings, waitingWarnings } from './review-warnings';
import type { ReviewSpec } from './review-spec';
import type { Student } from './roster';
import { rowOf } from './row-of';
import { readEarlier, type EarlierClass } from './summary/earlier';
import { discoverSubmissions, type Discovered, type Platform, type Submission } from './downloads';
import { removeHalfWritten, runBounded } from '@boletim/grader/system';

export interface ClassOptions {
  assignment: Assignment;
  /** Folder with one submission a student, or a platform's download, packed or not. */
  submissions: string;
  /** The platform that it was downloaded from; recognised by default. */
  from?: Platform | undefined;
  /** What one member of a group hands in is the whole group's. */
  groupWork?: boolean;
  out: string;
  roster: readonly Student[];
  /** Who anonymous submissions are of: a download with names, a table, or what Canvas' API answers. */
  names?: string | undefined;
  /** By student id or output folder. */
  reviews: ReadonlyMap<string, ReviewSpec>;
  /** Regrade requests that came another way than in a hand-in, by student. */
  requests?: ReadonlyMap<string, RegradeRequest[]> | undefined;
  /** Lets scores go out although questions wait for a person. */
  exportWaiting?: boolean | undefined;
  sandbox: SandboxMode;
  device: string;
  /** Seed of drawn inputs: one for all, or one of each student's own; the output folder's secret one by default. */
  seed?: number | 'student' | undefined;
  typeCheck: boolean;
  /** How many submissions are graded at the same time. */
  jobs: number;
  /** Grades also what was graded before. */
  force: boolean;
  /** Grades again what crashed or ran out of time before. */
  retry: boolean;
  released: boolean;
  lang: Lang;
  canvasColumn?: string | undefined;
  worksheet?: { text: string; file: string } | undefined;
  /** Who may hand in later: the text of extensions.csv. */
  extensions?: { text: string; file: string } | undefined;
  /** Output folder of an earlier run, which may be this one's own: the summary sets it beside this run. */
  before?: string | undefined;
  /** How the folder is made, for it to remember. */
  settings?: ClassSettings;
  /** Where submissions are graded; by default on this machine. */
  grading?: Grading | undefined;
  /** Signs every result, and takes only what was signed. */
  signing?: Signing | undefined;
  /** Grades this part alone, into the store of results; the run without it finds them there. */
  shard?: Shard | undefined;
  signal?: AbortSignal;
  onProgress?(progress: ClassProgress): void;
}

/** One part of a class, counted from 1. */
export interface Shard {
  number: number;
  of: number;
}

/** One submission has ended. */
export interface ClassProgress {
  done: number;
  total: number;
  rows: readonly ClassRow[];
  reused: boolean;
}

export interface ClassResult {
  rows: ClassRow[];
  /** False when it was stopped: class-wide files are then left as they were. */
  complete: boolean;
  /** Submissions that were graded now. */
  graded: number;
  /** Submissions whose earlier result was taken. */
  reused: number;
  /** What the submissions were taken for, and from what that was seen. */
  recognised: string;
  warnings: string[];
}

/**
 * Grades a class: every submission in its own sandbox, a bounded number at a time. A student's files are written as
 * soon as the result is there; what concerns the whole class is written when everybody is done.
 */
export async function gradeClass(options: ClassOptions): Promise<ClassResult> {
  const wanted = askedFiles(options.assignment.spec).map((file) => path.posix.basename(file));
  const download = await discoverSubmissions(options.submissions, { ...options, wanted });
  try {
    return await gradeDownload(download, options);
  } finally {
    download.close();
  }
}

async function gradeDownload(download: Discovered, options: ClassOptions): Promise<ClassResult> {
  const roster = await namedRoster(download.submissions, options);
  const plan = planClass(roster, download.submissions, { ...options, missing: download.missing });
  const reviewOf = matchReviews(options.reviews, plan);
  const earlier =
    options.before === undefined ? null : readEarlier(options.before, options.assignment.spec.id);
  const requestsOf = matchRequests(options.requests ?? new Map(), plan);
  for (const { id, grade } of earlierRows(options.out))
    addRequests(
      requestsOf,
      plan.find(({ student }) => student.anonymousId === id)?.student.id ?? id,
      grade.requests,
    );
  const { spec } = options.assignment;
  const hasRoster = roster.length > 0 && anonymousWarnings(plan, classStringsOf(options.lang)).length === 0;
  const dates = await classDates(plan, { ...options, spec, hasRoster });
  prepareOutput(options.out, options.submissions);
  // Parts of a class share the store of results alone, and run beside each other.
  const run = { ...options, download, reviewOf, requestsOf, earlier, dates };
  if (options.shard) return gradePlan(plan, run);
  const release = lockOutput(options.out);
  try {
    if (options.settings) await rememberSettings(options.out, options.settings);
    removeHalfWritten(options.out);
    keepCurrentRun(options.out);
    return await gradePlan(plan, run);
  } finally {
    release();
  }
}

interface PlanOptions extends ClassOptions {
  download: Discovered;
  reviewOf: ReadonlyMap<PlannedStudent, ReviewSpec>;
  requestsOf: ReturnType<typeof matchRequests>;
  earlier: EarlierClass | null;
  dates: ClassDates;
}

async function gradePlan(plan: readonly PlannedStudent[], options: PlanOptions): Promise<ClassResult> {
  const { download } = options;
  const results = new Map<Submission, Graded>();
  const reference = new Reference(options);
  const ledger = options.shard ? null : openLedger(options);
  const run = { ...options, reference, ledger, seedOf: await seedOf(options) };
  const complete = await gradeAll(plan, results, run).finally(() => reference.close());
  const rows = plan
    .filter(({ submission }) => !options.shard || (submission && results.has(submission)))
    .map((planned) => rowOf(planned, planned.submission && results.get(planned.submission), run));
  const strings = classStringsOf(options.lang);
  const warnings = [...discoveryWarnings(download, plan, strings), ...evidenceWarnings(plan, strings)];
  warnings.push(...anonymousWarnings(plan, strings));
  if (complete && !options.shard) {
    for (const row of rows) if (row.origin === null) await writeOne(row, null, run);
    await removeStaleReports(rows, options.out);
    warnings.push(
      ...reviewWarnings(rows, strings),
      ...waitingWarnings(rows, strings),
      ...options.dates.warnings,
      ...dateWarnings(rows, strings),
      ...(await writeClass(rows, { ...options, assignment: options.assignment.spec })),
    );
    await ledger?.addClass();
    settlePreviousRun(options.out);
  }
  const reports = [...results.values()].filter(({ report }) => report !== null);
  const reused = reports.filter((result) => result.reused).length;
  const recognised = recognisedAs(download, strings);
  return { rows, complete, graded: reports.length - reused, reused, recognised, warnings };
}

interface ClassRun extends ClassOptions {
  seedOf(student: Student): number;
  reviewOf: ReadonlyMap<PlannedStudent, ReviewSpec>;
  /** By student id. */
  requestsOf: ReadonlyMap<string, readonly RegradeRequest[]>;
  dates: ClassDates;
  reference: Reference;
  ledger: Ledger | null;
}

function openLedger({ out, signing }: ClassOptions): Ledger | null {
  if (signing) return Ledger.open(out, signing.key);
  refuseUnsigned(out);
  return null;
}

async function writeOne(row: ClassRow, result: Graded | null, run: ClassRun): Promise<void> {
  if (run.shard) return;
  await writeStudent(row, run);
  await run.ledger?.addStudent(row, result?.statement ?? null);
}

async function gradeAll(
  plan: readonly PlannedStudent[],
  results: Map<Submission, Graded>,
  options: ClassRun,
): Promise<boolean> {
  const store = new ResultsStore(path.join(options.out, '.results'), neighbourResults(options.out));
  let done = 0;
  const jobs = partOf([...new Set(plan.flatMap(({ submission }) => submission ?? []))], options.shard);
  return runBounded(
    jobs,
    async (submission) => {
      const rows = plan.filter((planned) => planned.submission === submission);
      const seed = options.seedOf(rows[0]!.student);
      const result = await gradeOne(submission, { ...options, store, seed });
      results.set(submission, result);
      const finished = rows.map((planned) => rowOf(planned, result, options));
      for (const row of finished) await writeOne(row, result, options);
      options.onProgress?.({ done: (done += 1), total: jobs.length, rows: finished, reused: result.reused });
    },
    { concurrency: options.jobs, ...(options.signal && { signal: options.signal }) },
  );
}

function partOf<Job>(jobs: readonly Job[], shard: Shard | undefined): Job[] {
  return jobs.filter((_, index) => !shard || index % shard.of === shard.number - 1);
}

async function seedOf({ seed, out }: ClassOptions): Promise<ClassRun['seedOf']> {
  const one = typeof seed === 'number' ? seed : await classSeed(out);
  // What was drawn for somebody anonymous stays the same when the name is known.
  return ({ id, anonymousId }) => (seed === 'student' ? studentSeed(one, anonymousId || id) : one);
}
