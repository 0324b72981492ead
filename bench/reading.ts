import path from 'node:path';
import { loadAssignment } from '../grader/assignment/load';
import { readSubmission } from '../grader/submission/read-submission';
import { takeFiles } from '../grader/submission/take-files';
import { SOLUTIONS } from '../grader/system/paths';
import type { Upload } from '../grader/submission/upload';
import { median } from './measure';

const RUNS = 100;
const TARGET_MILLISECONDS = 15;

/** What it adds to reading one submission that another process does it, once that process is there. */
export async function benchReading(): Promise<void> {
  const assignment = loadAssignment('cnn');
  const { spec, limits } = assignment;
  const uploads: Upload[] = [{ path: path.join(SOLUTIONS, 'cnn'), name: '', kind: 'folder' }];
  const { fileKilobytes } = limits;
  const expected = { assignment: spec.id, files: spec.files, declaration: spec.declaration, fileKilobytes };
  const here = () => timed(() => takeFiles({ uploads, expected }));
  const apart = () => timed(() => readSubmission(uploads, assignment));
  const first = await apart();
  const times: { here: number[]; apart: number[] } = { here: [], apart: [] };
  for (let run = 0; run < RUNS; run += 1) {
    times.here.push(await here());
    times.apart.push(await apart());
  }
  const [plain, other] = [median(times.here), median(times.apart)];
  process.stdout.write(
    `cnn  in this process ${plain.toFixed(1)} ms  in another ${other.toFixed(1)} ms  ` +
      `more ${(other - plain).toFixed(1)} ms (medians of ${RUNS}; target at most ${TARGET_MILLISECONDS} ms; the first ${first.toFixed(0)} ms)\n`,
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
