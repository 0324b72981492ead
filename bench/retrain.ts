import fs from 'node:fs';
import path from 'node:path';
import { COURSE, SOLUTIONS } from '../grader/system/paths';
import type { Report } from '../grader/report/report';
import { createTemporaryFolder } from '../grader/system/temporary-folder';
import { measureRun } from './measure';

/** The training that ships with the repository: wall time, test accuracy and memory of all its processes. */
export async function benchRetrain(): Promise<void> {
  const folder = createTemporaryFolder('bench');
  try {
    const report = path.join(folder, 'report.json');
    const program = path.join(COURSE, 'grader/bin/boletim.js');
    const submission = path.join(SOLUTIONS, 'cnn');
    const { milliseconds, peakBytes } = await measureRun(
      process.execPath,
      [program, 'grade', 'cnn', '--submission', submission, '--device', 'wasm', '--report', `json=${report}`],
      {
        env: { ...process.env, RETRAIN: '1', RETRAIN_DATA: 'shipped', RETRAIN_OUT: path.join(folder, 'out') },
      },
    );
    const { retrain } = JSON.parse(fs.readFileSync(report, 'utf8')) as Report;
    const accuracy = ((retrain?.test?.accuracy ?? NaN) * 100).toFixed(1);
    const [all, training] = [milliseconds, retrain?.durationMs ?? NaN].map((time) =>
      (time / 1000).toFixed(1),
    );
    process.stdout.write(
      `RETRAIN=1 on the shipped set, wasm: ${training} s (with tests ${all} s), ` +
        `${retrain?.imagesPerSecond?.toFixed(1)} images/s, test accuracy ${accuracy} %, ` +
        `${Math.round(peakBytes / 1e6)} MB at most\n`,
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
