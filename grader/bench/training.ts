import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { COURSE } from '../system/paths';
import type { Report } from '../report/report';
import { measureRun } from './measure';

/** A whole RETRAIN=1, and the toolkit's own measurements beside PyTorch's, which know tensors: programs of their own. */
export async function benchTraining(): Promise<void> {
  await benchRetrain();
  const program = path.join(COURSE, 'assignments/toolkit/test/bench/main.ts');
  const loader = path.join(COURSE, 'grader/loader/register.js');
  const child = spawn(process.execPath, ['--require', loader, program], { stdio: 'inherit' });
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
}

const SETTINGS = { RETRAIN: '1', RETRAIN_DATA: 'shipped', RETRAIN_WEIGHTS: 'seeded', RETRAIN_FETCH: '0' };

/** The reference solution on the shipped pictures, from the command to the written report. */
async function benchRetrain(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-bench-'));
  try {
    const file = path.join(folder, 'report.json');
    const program = path.join(COURSE, 'grader/bin/boletim.js');
    const parameters = [
      'grade',
      'cnn',
      '--submission',
      'solutions/cnn',
      '--device',
      'wasm',
      '--report',
      `json=${file}`,
    ];
    const environment = { ...process.env, ...SETTINGS, RETRAIN_OUT: folder };
    const { milliseconds, peakBytes } = await measureRun(
      process.execPath,
      [program, ...parameters],
      environment,
    );
    const { retrain } = JSON.parse(fs.readFileSync(file, 'utf8')) as Report;
    const accuracy = retrain?.test ? `${(100 * retrain.test.accuracy).toFixed(1)} %` : retrain?.message;
    process.stdout.write(
      `RETRAIN=1, shipped set, wasm: ${(milliseconds / 1000).toFixed(0)} s, test accuracy ${accuracy}, ` +
        `peak memory ${(peakBytes / 1e6).toFixed(0)} MB (least: 180 s, 90 %, 1500 MB)\n`,
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
