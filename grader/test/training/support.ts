import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../assignment/load';
import type { Report, RetrainReport } from '../../report/report';
import { Grading } from '../../run/grade';
import { readSubmissionAt } from '../../submission/submission-at';
import { retrainSubmission, TrainingProgress, type RetrainSettings } from '../../training';
import { SPECIMENS, writeTree } from '../support/folders';

/** What every submission of the specimen begins with: ways to send what an honest lab sends. */
const HONEST = `
const plan = (extra = {}) => ({
  type: 'plan', classes: ['a', 'b'], images: { train: 4, valid: 2, test: 2 },
  skipped: { count: 0, examples: [] }, ...extra,
});
const batch = (epoch: number, batch = 1, extra = {}) => ({
  type: 'batch', epoch, epochs: 2, batch, batches: 2, images: 2, loss: 0.5, learningRate: 0.001, ...extra,
});
const epoch = (epoch: number, extra = {}) => ({
  type: 'epoch', epoch, frozen: epoch === 0, trainLosses: [0.5, 0.4], learningRates: [0.001, 0.002],
  validLoss: 0.3, validAccuracy: 0.5, seconds: 1, ...extra,
});
const file = (name: string, text: string, last = true) => ({ type: 'file', name, bytes: Buffer.from(text), last });
const test = (extra = {}) => ({
  type: 'test', loss: 0.25, files: ['test/a/1.jpg', 'test/b/2.jpg'], targets: Int32Array.of(0, 1),
  probabilities: Float32Array.of(0.75, 0.25, 0.625, 0.375), ...extra,
});
`;

export interface Training {
  /** The body of the submission's function `train(request, emit)`. */
  body: string;
  /** A folder for the submission and for what the training writes. */
  folder: string;
  settings?: Partial<RetrainSettings>;
  signal?: AbortSignal;
  /** Takes what a person would read. */
  say?: (text: string) => void;
}

/** Grades the specimen `training` with a function of this body, and trains with it. */
export async function trainWith(training: Training): Promise<Report & { retrain: RetrainReport }> {
  const { body, folder, settings, signal = new AbortController().signal, say = () => {} } = training;
  const source = `${HONEST}\nexport async function train(request: any, emit: any) {\n${body}\n}\n`;
  writeTree(path.join(folder, 'submission'), { 'src/train.ts': source });
  const assignment = loadAssignment(path.join(SPECIMENS, 'training'));
  const submitted = await readSubmissionAt(path.join(folder, 'submission'), assignment);
  const how = { sandbox: 'process', device: 'auto', typeCheck: false } as const;
  const grading = new Grading({ assignment, name: 'a training', ...how });
  try {
    const report = await grading.grade(submitted);
    const retrain = await retrainSubmission(await grading.staged(), {
      settings: { out: outOf(folder), mayFetch: false, data: 'shipped', ...settings },
      signal,
      progress: new TrainingProgress({ write: say }),
    });
    return { ...report, retrain };
  } finally {
    await grading.close();
  }
}

/** Where the training of a folder writes. */
export function outOf(folder: string): string {
  return path.join(folder, 'out');
}

/** The names of what it has written. */
export function writtenIn(folder: string): string[] {
  return fs.existsSync(outOf(folder)) ? fs.readdirSync(outOf(folder)).sort() : [];
}
