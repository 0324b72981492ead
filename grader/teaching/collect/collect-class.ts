import fs from 'node:fs';
import { UsageError } from '@boletim/grader/errors';
import { removeHalfWritten, runBounded } from '@boletim/grader/system';
import {
  classDates,
  lockOutput,
  makeOutput,
  onClock,
  planClass,
  readHandInRecords,
  SlugBook,
  type DatedSpec,
  type HandInRecord,
  type Student,
} from '../class';
import { collectStudent, type CollectedRow, type Job, type StudentOptions } from './collect-student';
import { sharedWork } from './shared-work';

export interface CollectOptions extends Omit<StudentOptions, 'zone'> {
  roster: readonly Student[];
  dates: DatedSpec;
  extensions?: { text: string; file: string } | undefined;
  /** Takes what came until the cutoff, not until the deadline. */
  late: boolean;
  jobs: number;
  signal?: AbortSignal;
  onCollected?(row: CollectedRow): void;
}

export interface CollectResult {
  rows: CollectedRow[];
  /** False when it was stopped. */
  complete: boolean;
  zone: string;
  warnings: string[];
}

/** Fetches the repositories of a class into the folder that `boletim class` reads; what is there is not fetched again. */
export async function collectClass(options: CollectOptions): Promise<CollectResult> {
  const { out, roster } = options;
  makeOutput(out);
  refuseStrangeFolder(out);
  const release = lockOutput(out);
  try {
    removeHalfWritten(out);
    const zone = zoneOf(options.dates);
    const jobs = await jobsOf(options);
    const rows = new Map<string, CollectedRow>();
    const complete = await runBounded(
      jobs,
      async (job) => {
        const row = await collectStudent(job, { ...options, zone });
        if (row === null) return;
        rows.set(job.student.id, row);
        options.onCollected?.(row);
      },
      { concurrency: options.jobs, ...(options.signal && { signal: options.signal }) },
    );
    const inOrder = roster.flatMap(({ id }) => rows.get(id) ?? []);
    const isWhole = complete && inOrder.length === jobs.length;
    return { rows: inOrder, complete: isWhole, zone, warnings: warningsOf(jobs, inOrder, options) };
  } finally {
    release();
  }
}

async function jobsOf({ roster, dates, extensions, out, late }: CollectOptions): Promise<Job[]> {
  const plan = planClass(roster, []);
  const due = await classDates(plan, { spec: dates, hasRoster: true, extensions });
  const records = readHandInRecords(out);
  const slugs = slugsFor(roster, records);
  return plan.map((planned) => {
    const slug = slugs.get(planned.student.id)!;
    const own = due.of(planned);
    return {
      student: planned.student,
      slug,
      until: (late ? own?.cutoff : own?.due) ?? null,
      earlier: records.get(slug) ?? null,
    };
  });
}

/** Whoever has an entry keeps it, in whatever order the roster is. */
function slugsFor(
  roster: readonly Student[],
  records: ReadonlyMap<string, HandInRecord>,
): Map<string, string> {
  const known = new Map([...records].map(([slug, { student }]) => [student.id, slug]));
  const book = new SlugBook();
  for (const slug of records.keys()) book.take(slug);
  return new Map(roster.map(({ id }) => [id, known.get(id) ?? book.take(id)]));
}

/** Another program's folder is not to be filled with archives, nor read as theirs. */
function refuseStrangeFolder(out: string): void {
  const names = fs.readdirSync(out).filter((name) => !name.startsWith('.'));
  if (names.length === 0 || readHandInRecords(out).size > 0) return;
  throw new UsageError(`${out} holds other things; give --out a new folder, or that of an earlier collect.`);
}

function warningsOf(
  jobs: readonly Job[],
  rows: readonly CollectedRow[],
  { roster, dates, out }: CollectOptions,
): string[] {
  const now = new Date().toISOString();
  const zone = zoneOf(dates);
  const early = jobs.flatMap(({ until }) => (until !== null && until > now ? [until] : [])).sort();
  const gone = [...readHandInRecords(out).values()].filter(
    ({ student, file }) => file !== null && !roster.some(({ id }) => id === student.id),
  );
  return [
    ...(early.length > 0
      ? [`the date of ${early.length} is still to come (${onClock(early.at(-1)!, zone)}); run again after it`]
      : []),
    ...gone.map(({ student, file }) => `${file} stays, of ${student.id}, who is not in the roster any more`),
    ...sharedWork(jobs, rows),
  ];
}

function zoneOf({ timeZone }: DatedSpec): string {
  return timeZone ?? 'UTC';
}
