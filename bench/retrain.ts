import fs from 'node:fs';
import path from 'node:path';
import type { Report } from '../grader/report/report';
import type { Bench } from './by-turns';
import { programOf, type Checkout } from './checkouts';
import { measureRun } from './measure';

interface Training {
  seconds: number;
  bytes: number;
}

/** The training that ships with the repository: wall time, test accuracy and memory of all its processes. */
export async function benchRetrain({ all, folder }: Bench): Promise<void> {
  process.stdout.write('RETRAIN=1 on the shipped set, wasm\n');
  const trainings: Training[] = [];
  for (const checkout of all) trainings.push(await train(checkout, path.join(folder, checkout.name)));
  const [here, other] = trainings;
  if (!here || !other) return;
  const ratio = (what: keyof Training) => `${(here[what] / other[what]).toFixed(2)}x`;
  process.stdout.write(`  ${'ratio'.padEnd(12)}${ratio('seconds')} its time, ${ratio('bytes')} its memory\n`);
}

async function train(checkout: Checkout, out: string): Promise<Training> {
  const report = `${out}.json`;
  const submission = path.join(checkout.root, 'solutions', 'cnn');
  const command = [
    'grade',
    'cnn',
    '--submission',
    submission,
    '--device',
    'wasm',
    '--report',
    `json=${report}`,
  ];
  const { milliseconds, peakBytes } = await measureRun(process.execPath, [programOf(checkout), ...command], {
    cwd: checkout.root,
    env: { ...process.env, RETRAIN: '1', RETRAIN_DATA: 'shipped', RETRAIN_OUT: out },
  });
  const { retrain } = JSON.parse(fs.readFileSync(report, 'utf8')) as Report;
  const seconds = (retrain?.durationMs ?? NaN) / 1000;
  process.stdout.write(
    `  ${checkout.name.padEnd(12)}${seconds.toFixed(1)} s (with tests ${(milliseconds / 1000).toFixed(1)} s), ` +
      `${retrain?.imagesPerSecond?.toFixed(1)} images/s, ` +
      `test accuracy ${((retrain?.test?.accuracy ?? NaN) * 100).toFixed(1)} %, ${Math.round(peakBytes / 1e6)} MB at most\n`,
  );
  return { seconds, bytes: peakBytes };
}
