import path from 'node:path';
import type { Assignment } from '@boletim/grader/assignment';
import type { Report, SandboxMode } from '@boletim/grader/report';
import { assignmentDigest } from '@boletim/grader/run';
import { Reference } from '@boletim/grader/run';
import { inTemporaryFolder, runBounded } from '@boletim/grader/system';
import { readClassRecord, readRecordedReport, type RecordedRow } from '../class/class-record';
import { discoverSubmissions, type Submission } from '../class/downloads';
import { gradeOne, type Graded } from '../class/grade-one';
import { ResultsStore } from '../class/results-store';

export interface ReplayOptions {
  assignment: Assignment;
  submissions: string;
  /** Not what the reports say: a forged one could ask for no isolation. */
  sandbox: SandboxMode;
  jobs: number;
  onGraded?(done: number, total: number): void;
}

/** Grades again what a class run graded, each with its seed, and says where something else comes out. */
export async function replayFolder(out: string, options: ReplayOptions): Promise<string[]> {
  const { submissions } = await discoverSubmissions(options.submissions);
  const byOrigin = new Map(submissions.map((submission) => [submission.origin, submission]));
  const rows = readClassRecord(out).rows.filter(({ outcome }) => outcome === 'graded');
  const problems: string[] = [];
  let done = 0;
  await inTemporaryFolder('replay', async (scratch) => {
    const references = new Map<string, Reference>();
    const replay = { ...options, out, byOrigin, store: new ResultsStore(scratch), references };
    const grade = async (row: RecordedRow) => {
      problems.push(...(await replayRow(row, replay)));
      options.onGraded?.((done += 1), rows.length);
    };
    try {
      await runBounded(rows, grade, { concurrency: options.jobs });
    } finally {
      await Promise.all([...references.values()].map((reference) => reference.close()));
    }
  });
  return problems;
}

interface Replay extends ReplayOptions {
  out: string;
  byOrigin: ReadonlyMap<string, Submission>;
  store: ResultsStore;
  references: Map<string, Reference>;
}

async function replayRow(row: RecordedRow, replay: Replay): Promise<string[]> {
  const submission = row.origin === null ? undefined : replay.byOrigin.get(row.origin);
  const before = readRecordedReport(replay.out, row);
  if (!submission) return [`${row.id}: ${row.origin} is not among the submissions any more`];
  if (!before) return [`${row.id}: instructor${path.sep}${row.slug}.json is missing`];
  if (before.assignment.digest !== assignmentDigest(replay.assignment))
    return [`${row.id}: was graded by other suites, fixtures or records of mistakes than these`];
  return differences(row.id, before, await gradeAgain(submission, before, replay));
}

async function gradeAgain(submission: Submission, before: Report, replay: Replay): Promise<Graded> {
  const { seed, device } = before.environment;
  const { assignment, sandbox } = replay;
  const run = { assignment, sandbox, device: device ?? 'auto' };
  const reference = replay.references.get(run.device) ?? new Reference(run);
  replay.references.set(run.device, reference);
  const fixed = { typeCheck: false, force: true, retry: false, store: replay.store, reference };
  return gradeOne(submission, { ...run, ...fixed, seed: seed ?? 0 });
}

function differences(student: string, before: Report, { report, problem }: Graded): string[] {
  if (!report) return [`${student}: cannot be graded again (${problem?.message})`];
  if (report.submission.digest !== before.submission.digest)
    return [`${student}: the submission is not the one that was graded`];
  const again = new Map(statuses(report));
  const changed = statuses(before).filter(([test, status]) => again.get(test) !== status);
  return changed.map(([test, status]) => `${student}: ${test} was ${status}, and is ${again.get(test)} now`);
}

function statuses({ questions }: Report): [string, string][] {
  return questions.flatMap(({ id, tests }) =>
    tests.map((test): [string, string] => [`${id}/${test.id}`, test.status]),
  );
}
