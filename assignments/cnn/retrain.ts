import path from 'node:path';
import type { LabTools, RetrainNews, RetrainRequest } from 'boletim/suite';
import * as toolkit from 'boletim/toolkit';

import { makeLoaders, startPrefetcher, type Loader, type TrainingData } from './retrain-data';
import type { freeze } from './src/freeze';
import type { getBatchAt } from './src/get-batch-at';
import type { transferWeights } from './src/transfer-weights';
import type { transform } from './src/transform';

/** What the training takes from the submission. */
export interface StudentParts {
  ResidualBlock: toolkit.BlockClass;
  transform: typeof transform;
  getBatchAt: typeof getBatchAt;
  transferWeights: typeof transferWeights;
  freeze: typeof freeze;
}

/**
 * The lecture's training with the student's functions: fine-tunes a ResNet-18 on the images of a folder and measures
 * it on those that are set aside for the end. What is worth knowing is told while it happens.
 */
export async function retrain(
  student: StudentParts,
  request: RetrainRequest,
  tools: LabTools,
): Promise<void> {
  const emit = (news: RetrainNews): Promise<void> => tools.emit(news);
  const images = startPrefetcher(request);
  try {
    toolkit.manualSeed(request.seed);
    const data = await makeLoaders(student, request, images);
    await emit(planOf(data));
    const model = await makeModel(student, request, { classes: data.loaders.labels.length, emit });
    await trainAndMeasure(student, model, { request, data, emit }).catch((error: unknown) => {
      throw explained(error, data, request);
    });
    await emitFile(emit, 'weights', toolkit.stateDictPieces(model));
  } finally {
    await images.close();
  }
}

type Emit = (news: RetrainNews) => Promise<void>;

/** How many unreadable images are named. */
const EXAMPLES = 20;

function planOf({ loaders, test, skipped }: TrainingData): RetrainNews {
  const [train, valid] = [loaders.train.items.length, loaders.valid.items.length];
  return {
    type: 'plan',
    classes: [...loaders.labels],
    images: { train, valid, test: test?.items.length ?? 0 },
    skipped: { count: skipped.length, examples: skipped.slice(0, EXAMPLES) },
  };
}

/** A network with pretrained weights and a new last layer; without weights, PyTorch's initial ones for the seed. */
async function makeModel(
  { ResidualBlock, transferWeights }: StudentParts,
  request: RetrainRequest,
  { classes, emit }: { classes: number; emit: Emit },
): Promise<toolkit.ResNet18> {
  const pretrained = await readPretrained(request, emit);
  const model = new toolkit.ResNet18(ResidualBlock, pretrained?.outputs);
  transferWeights(model, pretrained?.weights ?? model.stateDict(), classes);
  return model;
}

/**
 * The weights in the file that a person named, for as many classes as they were trained for. They are tried here, so
 * that a file of another network is not taken for a mistake of the student's.
 */
async function readPretrained(
  { weights: file, weightsKey }: RetrainRequest,
  emit: Emit,
): Promise<{ weights: toolkit.StateDict; outputs: number | undefined } | null> {
  if (file === null) return null;
  const notices: string[] = [];
  const onNotice = (text: string): unknown => notices.push(text);
  const found = await toolkit.readWeights(file, { key: weightsKey ?? undefined, onNotice });
  const outputs = [...found].find(([name]) => /(^|\.)fc\.bias$/.test(name))?.[1].shape[0];
  const weights = toolkit.fitWeights(found, withoutDrawing(outputs), { file, onNotice });
  for (const text of notices) await emit({ type: 'notice', text: text.slice(0, LONGEST_NOTICE) });
  return { weights, outputs };
}

/** A network to try weights in. What is drawn afterwards is as if it were not there. */
function withoutDrawing(outputs: number | undefined): toolkit.ResNet18 {
  const generator = toolkit.defaultGenerator();
  const state = generator.save();
  const network = new toolkit.ResNet18(toolkit.PlainBlock, outputs);
  generator.restore(state);
  return network;
}

/** What the grader takes. */
const LONGEST_NOTICE = 2000;

async function trainAndMeasure(
  student: StudentParts,
  model: toolkit.ResNet18,
  { request, data, emit }: { request: RetrainRequest; data: TrainingData; emit: Emit },
): Promise<void> {
  const { epochs, checkpoint } = request;
  await toolkit.fineTune(model, data.loaders, {
    epochs,
    freeze: student.freeze,
    resume: checkpoint === null ? undefined : toolkit.decodeCheckpoint(checkpoint),
    onBatch: (batch) => emit({ type: 'batch', ...batch }),
    async onEpoch(epoch, _, pieces) {
      await emit({ type: 'epoch', ...epoch });
      await emitFile(emit, 'checkpoint', pieces());
    },
  });
  if (data.test) await emit(await measure(model, data.test, request));
}

/** The error with what a person can do about it, where that is known. */
function explained(error: unknown, data: TrainingData, request: RetrainRequest): unknown {
  if (error instanceof toolkit.DivergedError) return withImages(error, data, request);
  if (error instanceof toolkit.OutOfMemoryError) return withSetting(error);
  return toolkit.isOutOfMemory(error) ? memoryIsFull(request) : error;
}

function withSetting({ message, fits }: toolkit.OutOfMemoryError): Error {
  const setting = fits === null ? 'a smaller RETRAIN_BATCH or RETRAIN_SIZE' : `RETRAIN_BATCH=${fits}`;
  return new Error(`${message} Run it again with ${setting}.`);
}

/** Whoever asks for the memory is not to blame, such as the function that stacks a batch. */
function memoryIsFull({ batchSize, imageSize }: RetrainRequest): Error {
  return new Error(
    `A batch of ${batchSize} images of ${imageSize} × ${imageSize} pixels does not fit into the device's memory. ` +
      'Run it again with a smaller RETRAIN_BATCH or RETRAIN_SIZE.',
  );
}

/** Names the images of the batch whose loss is not a number. */
function withImages(error: toolkit.DivergedError, data: TrainingData, request: RetrainRequest): Error {
  const end = (error.batch ?? 0) * request.batchSize;
  const files = data.pass
    .slice(end - request.batchSize, end)
    .map((file) => path.relative(request.data, file));
  return new Error(`${error.message} Its images: ${files.slice(0, EXAMPLES).join(', ')}.`);
}

async function measure(
  model: toolkit.ResNet18,
  test: Loader,
  { data }: RetrainRequest,
): Promise<RetrainNews> {
  const { loss, targets, probabilities } = await toolkit.predict(model, test);
  const files = test.items.map((file) => path.relative(data, file));
  return { type: 'test', loss, files, targets, probabilities };
}

/** A piece small enough to be on its way while the next is made. */
const PIECE_BYTES = 8 * 1024 * 1024;

/** Puts small pieces together and takes large ones apart. */
async function emitFile(
  emit: Emit,
  name: 'checkpoint' | 'weights',
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  // Used again for each: a piece has been copied when it is on its way.
  const room = new Uint8Array(PIECE_BYTES);
  let filled = 0;
  for await (const piece of pieces) {
    for (let at = 0, taken; at < piece.length; at += taken) {
      if (filled === PIECE_BYTES) {
        await emit({ type: 'file', name, bytes: room, last: false });
        filled = 0;
      }
      taken = Math.min(piece.length - at, PIECE_BYTES - filled);
      room.set(piece.subarray(at, at + taken), filled);
      filled += taken;
    }
  }
  await emit({ type: 'file', name, bytes: room.subarray(0, filled), last: true });
}
