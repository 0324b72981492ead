import fs from 'node:fs';
import path from 'node:path';
import type { RetrainRequest } from '../assignment/retrain-lab';
import { messageOf } from '../errors';
import type { RetrainReport } from '../report/report';
import { writeArtifacts } from './artifacts';
import { CheckpointStore } from './checkpoint-store';
import { TrainingProgress } from './progress';
import type { TrainingRecord } from './record';
import type { RetrainSettings } from './settings';
import { chooseSource, requireTrainable, type TrainingSource } from './source';
import type { GradedStage } from '../run/grade';
import { Training } from './training';
import { sha256 } from '../system/digest';

/** How a person wants it. */
export interface TrainingOptions {
  settings: RetrainSettings;
  /** Stops the training; what there is by then is kept. */
  signal: AbortSignal;
  progress?: TrainingProgress;
}

/**
 * Trains with the submission's functions, in a sandbox of its own, and writes what comes of it. A training that was
 * stopped or that crashed goes on from its last finished epoch the next time.
 */
export async function retrainSubmission(
  context: GradedStage,
  { settings, signal, progress = new TrainingProgress() }: TrainingOptions,
): Promise<RetrainReport> {
  requireTrainable(context.assignment, settings);
  const spec = context.assignment.spec.retrain!;
  const start = performance.now();
  const source = await chooseSource(context.assignment, settings);
  for (const note of notesOf(source, context)) progress.say(note);
  const request = requestOf(source, settings);
  const store = new CheckpointStore(settings.out, keyOf(context, request));
  const training = new Training({ context, spec, request, store, settings, progress });
  const problem = problemOfOut(settings.out);
  const ended =
    problem === null ? await training.run(signal) : ({ status: 'failed', message: problem } as const);
  progress.end();
  const written =
    problem === null
      ? await writeResults(training.record, { out: settings.out, data: source.data })
      : { artifacts: [], problem: null };
  if (ended.status === 'finished') store.clear();
  return {
    ...ended,
    message: [ended.message, written.problem].filter((text) => text !== null).join(' ') || null,
    device: training.device ?? context.device,
    dataset: source.dataset,
    weights: source.weightsTitle,
    ...training.record.results(),
    durationMs: performance.now() - start,
    artifacts: written.artifacts,
  };
}

/** What a person should know before it begins. */
function notesOf(source: TrainingSource, { sandbox, device }: GradedStage): string[] {
  const hidden = sandbox === 'bwrap' && !['wasm', 'cpu'].includes(device) && GPU_FILES.some(fs.existsSync);
  return [
    ...(source.note ? [source.note] : []),
    ...(hidden ? ['The isolated sandbox has no GPU; --sandbox process trains on it.'] : []),
    `Training on ${source.dataset}, with weights ${source.weightsTitle}; looking through the images.`,
  ];
}

const GPU_FILES = ['/dev/nvidia0', '/dev/dri', '/dev/dxg'];

/** Why nothing can be written to a folder, which need not be there yet; null if it can. */
function problemOfOut(out: string): string | null {
  let folder = path.resolve(out);
  while (!fs.existsSync(folder)) folder = path.dirname(folder);
  try {
    if (!fs.statSync(folder).isDirectory()) throw new Error(`${folder} is a file`);
    fs.accessSync(folder, fs.constants.W_OK);
    return null;
  } catch (error) {
    return `The results cannot be written to ${out} (${messageOf(error)}): choose another folder with RETRAIN_OUT.`;
  }
}

/** What cannot be written is no reason to lose the rest. */
async function writeResults(
  record: TrainingRecord,
  folders: { out: string; data: string },
): Promise<{ artifacts: string[]; problem: string | null }> {
  try {
    return { artifacts: await writeArtifacts(record, folders), problem: null };
  } catch (error) {
    return { artifacts: [], problem: `The results could not be written: ${messageOf(error)}.` };
  }
}

function requestOf(source: TrainingSource, settings: RetrainSettings): Omit<RetrainRequest, 'checkpoint'> {
  return {
    data: source.data,
    weights: source.weights,
    weightsKey: source.weightsKey,
    epochs: settings.epochs ?? source.defaults.epochs,
    batchSize: settings.batchSize ?? source.defaults.batchSize,
    imageSize: settings.imageSize ?? source.defaults.imageSize,
    augment: source.defaults.augment,
    seed: settings.seed ?? 0,
  };
}

/** Everything that decides how a training goes. */
function keyOf({ submissionDigest, given, device }: GradedStage, request: object): string {
  const parts = [submissionDigest, given.digest, device, request];
  return sha256(JSON.stringify(parts));
}
