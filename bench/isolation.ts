import path from 'node:path';
import { loadAssignment } from '../grader/assignment/load';
import { SOLUTIONS } from '../grader/system/paths';
import type { SandboxMode } from '../grader/report/report';
import { gradeSubmission } from '../grader/run/grade';
import { readSubmissionAt } from '../grader/submission/submission-at';
import { probeBwrap } from '../grader/sandbox/host/probe-bwrap';
import { median } from './measure';

const RUNS = 30;
const TARGET_MILLISECONDS = 50;

/** What bubblewrap adds to grading one submission: the warm-up in this process, the two modes taking turns. */
export async function benchIsolation(): Promise<void> {
  const probe = probeBwrap();
  if (!probe.available) return void process.stdout.write(`not measured: ${probe.reason}\n`);
  const walls: Record<SandboxMode, number[]> = { process: [], bwrap: [] };
  await gradeOnce('bwrap'); // compiles, and fills the caches
  for (let run = 0; run < RUNS; run += 1) {
    const order: SandboxMode[] = run % 2 === 0 ? ['process', 'bwrap'] : ['bwrap', 'process'];
    for (const mode of order) walls[mode].push(await gradeOnce(mode));
  }
  const [plain, isolated] = [median(walls.process), median(walls.bwrap)];
  process.stdout.write(
    `warmup  process ${plain.toFixed(0)} ms  bwrap ${isolated.toFixed(0)} ms  ` +
      `isolation ${(isolated - plain).toFixed(0)} ms (medians of ${RUNS}; target at most ${TARGET_MILLISECONDS} ms)\n`,
  );
}

async function gradeOnce(sandbox: SandboxMode): Promise<number> {
  const assignment = loadAssignment('warmup');
  const submission = path.join(SOLUTIONS, 'warmup');
  const start = performance.now();
  const submitted = await readSubmissionAt(submission, assignment);
  await gradeSubmission({ assignment, submitted, name: '', sandbox, device: 'auto', typeCheck: false });
  return performance.now() - start;
}
