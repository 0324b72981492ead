import fs from 'node:fs';
import path from 'node:path';
import {
  FOUND_BY,
  identityOf,
  isUnchanged,
  writeHandInRecord,
  type HandInRecord,
  type Instant,
  type Student,
} from '../class';
import { readAddress, type Address } from './address';
import { collectOne, type Collected } from './collect-one';
import { CollectProblem } from './collect-problem';
import { replacedNote } from './collect-words';
import type { GitLimits } from './git';

export interface StudentOptions {
  /** The repository of who has none in the roster, and whether it may lie on this machine's disks. */
  template: { addressOf(student: Student): string; mayBeLocal: boolean } | null;
  /** Whether those of the roster may. */
  mayBeLocal: boolean;
  out: string;
  branch?: string | undefined;
  /** Asks also for what was collected before. */
  force: boolean;
  limits: Omit<GitLimits, 'signal'>;
  zone: string;
  signal?: AbortSignal;
}

/** One student's repository, to be fetched until a date. */
export interface Job {
  student: Student;
  slug: string;
  until: Instant | null;
  /** What an earlier run wrote. */
  earlier: HandInRecord | null;
}

/** What became of one student's repository. */
export interface CollectedRow {
  student: Student;
  until: Instant | null;
  /** What lies there, from this run or an earlier one. */
  record: HandInRecord;
  /** Whether it was there before. */
  isKept: boolean;
  /** Why nothing was fetched now. */
  problem: CollectProblem | null;
}

/** Collects what one student handed in, unless it is there. Null where it was stopped: then nothing is known. */
export async function collectStudent(job: Job, options: StudentOptions): Promise<CollectedRow | null> {
  const { student, until, earlier } = job;
  try {
    const address = addressFor(student, options);
    if (earlier && (await isDone(earlier, { address, job, options })))
      return { student, until, record: earlier, isKept: true, problem: null };
    return await fetchNow(job, address, options);
  } catch (error) {
    if (!(error instanceof CollectProblem)) throw error;
    return error.code === 'stopped' ? null : withoutWork(job, error, options);
  }
}

function addressFor(student: Student, { template, mayBeLocal }: StudentOptions): Address {
  if (student.repository !== '' || template === null) return readAddress(student.repository, { mayBeLocal });
  return readAddress(template.addressOf(student), { mayBeLocal: template.mayBeLocal });
}

interface Asking {
  address: Address;
  job: Job;
  options: StudentOptions;
}

/** The same was asked, after the date, and what came then is still there. */
async function isDone(record: HandInRecord, { address, job, options }: Asking): Promise<boolean> {
  const { repository: known } = record;
  if (options.force || known === null || record.file === null) return false;
  const isSame =
    known.url === address.shown && known.until === job.until && isSameBranch(known, options.branch);
  return isSame && (known.until ?? '') < known.asked && isUnchanged(options.out, record);
}

function isSameBranch({ branch, branchNamed }: Known, wanted: string | undefined): boolean {
  return wanted === undefined ? !branchNamed : branch === wanted;
}

type Known = NonNullable<HandInRecord['repository']>;

async function fetchNow(job: Job, address: Address, options: StudentOptions): Promise<CollectedRow> {
  const { student, slug, until, earlier } = job;
  const { out, zone, branch, signal } = options;
  const asked = new Date().toISOString();
  const file = `${slug}.tar.gz`;
  const limits = { ...options.limits, signal };
  const collected = await collectOne({ address, branch, until, zone, limits, file: path.join(out, file) });
  const repository = { url: address.shown, branchNamed: branch !== undefined, until, asked };
  const known = mergeKnown(collected, repository, earlier?.repository ?? null);
  const replaced = known.before.filter((one) => until !== null && one.asked > until);
  const record = await write(job, out, {
    ...{ file, sha256: collected.sha256, handedIn: collected.made, problem: null },
    notes: [...replaced.map((one) => replacedNote(one, zone)), ...collected.notes],
    repository: known,
  });
  return { student, until, record, isKept: false, problem: null };
}

/** What an earlier run saw tells when a commit was pushed, which git does not. */
function mergeKnown(
  { commit, branch }: Collected,
  asking: Omit<Known, 'branch' | 'commit' | 'before'>,
  earlier: Known | null,
): Known {
  const now = { ...asking, branch, commit: commit.hash };
  if (earlier?.until !== asking.until || earlier.url !== asking.url || earlier.branch !== branch)
    return { ...now, before: [] };
  if (earlier.commit === commit.hash) return { ...now, asked: earlier.asked, before: earlier.before };
  return { ...now, before: [...earlier.before, { commit: earlier.commit, asked: earlier.asked }] };
}

/** What an earlier run collected stays, unless it was for another date and there is nothing until this one. */
async function withoutWork(
  job: Job,
  problem: CollectProblem,
  { out }: StudentOptions,
): Promise<CollectedRow> {
  const { student, until, earlier } = job;
  const isForThisDate = earlier?.repository?.until === until;
  if (earlier && earlier.file !== null && (isForThisDate || !problem.isNothingHandedIn))
    return { student, until, record: earlier, isKept: true, problem };
  if (earlier && earlier.file !== null) fs.rmSync(path.join(out, earlier.file), { force: true });
  const record = await write(job, out, {
    ...{ file: null, sha256: null, handedIn: null, notes: [], repository: null },
    problem: `not collected: ${problem.message}`,
  });
  return { student, until, record, isKept: false, problem };
}

async function write(
  { student, slug }: Job,
  out: string,
  fields: Omit<HandInRecord, 'schema' | 'student' | 'timeFrom'>,
): Promise<HandInRecord> {
  const record = { student: identityOf(student, FOUND_BY), timeFrom: 'commit' as const, ...fields };
  await writeHandInRecord(out, slug, record);
  return { schema: 'boletim/handed-in/v1', ...record };
}
