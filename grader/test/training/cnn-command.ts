import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { COURSE, SOLUTIONS } from '../../system/paths';
import type { Report, RetrainReport } from '../../report/report';
import { writeTree } from '../support/folders';

/** The solution, with other files in place of some of its own. */
export function submissionWith(folder: string, files: Record<string, string>): string {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.cpSync(path.join(SOLUTIONS, 'cnn', 'src'), path.join(folder, 'src'), { recursive: true });
  return writeTree(folder, files);
}

interface Command {
  root: string;
  data: string;
  /** A folder; the solution if left out. */
  submission?: string;
  /** Settings other than those below. */
  settings?: Record<string, string>;
  /** Of the folder for what is written. */
  name: string;
  /** Is sent as soon as there is a checkpoint. */
  signal?: NodeJS.Signals;
}

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  retrain: RetrainReport;
}

/** Trains through the command line, on images that lie in `data`. */
export async function command({ root, data, name, signal, settings, ...given }: Command): Promise<Ended> {
  const report = path.join(root, `${name}.json`);
  fs.rmSync(report, { force: true });
  const submission = given.submission ?? path.join(SOLUTIONS, 'cnn');
  const parameters = ['grade', 'cnn', '--submission', submission, '--question', 'freeze', '--device', 'wasm'];
  const child = spawn(
    process.execPath,
    ['grader/bin/boletim.js', ...parameters, '--report', `json=${report}`],
    {
      cwd: COURSE,
      env: {
        ...process.env,
        ...ENVIRONMENT,
        RETRAIN_DATA: data,
        RETRAIN_OUT: path.join(root, name),
        ...settings,
      },
    },
  );
  const ended = { code: null as number | null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (ended.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (ended.stderr += chunk.toString()));
  const poll = setInterval(() => {
    if (!signal || !fs.existsSync(path.join(root, name, 'checkpoint.json'))) return;
    child.kill(signal);
    clearInterval(poll);
  }, 10);
  ended.code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(poll);
  const written = fs.existsSync(report) ? (JSON.parse(fs.readFileSync(report, 'utf8')) as Report) : null;
  return { ...ended, retrain: written?.retrain as RetrainReport };
}

const ENVIRONMENT = {
  RETRAIN: '1',
  RETRAIN_FETCH: '0',
  RETRAIN_WEIGHTS: 'seeded',
  RETRAIN_EPOCHS: '1',
  RETRAIN_BATCH: '4',
  RETRAIN_SIZE: '32',
  NO_COLOR: '1',
};

/** Images of 40 x 30 in a folder of each class of each set. */
export async function writeImages(
  folder: string,
  counts: Record<'train' | 'valid' | 'test', number>,
  classes = ['bright', 'dark'],
): Promise<void> {
  for (const [set, count] of Object.entries(counts)) {
    for (const [c, name] of classes.entries()) {
      for (let i = 0; i < count; i++) {
        const file = path.join(folder, set, name, `${i}.png`);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        const pixels = Uint8Array.from(
          { length: 40 * 30 * 3 },
          (_, k) => ((k * (i + 3)) % 90) + (1 - c) * 150,
        );
        await sharp(pixels, { raw: { width: 40, height: 30, channels: 3 } })
          .png()
          .toFile(file);
      }
    }
  }
}

/** What two trainings alike have in common. */
export function withoutTimes({ epochs, test }: RetrainReport) {
  return { test, epochs: epochs.map(({ seconds: _, ...epoch }) => epoch) };
}

export function weightsOf(root: string, name: string): Buffer {
  return fs.readFileSync(path.join(root, name, 'weights.safetensors'));
}
