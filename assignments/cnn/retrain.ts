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
    const model = await makeModel(student, request, data.loaders.labels.length);
    await trainAndMeasure(student, model, { request, data, emit }).catch((error: unknown) => {
      throw explained(error, data, request);
    });
    await emitFile(emit, 'weights', toolkit.encodeSafetensors(await toolkit.readStateDict(model)));
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
  { weights }: RetrainRequest,
  classes: number,
): Promise<toolkit.ResNet18> {
  const model = new toolkit.ResNet18(ResidualBlock);
  const pretrained = weights === null ? model.stateDict() : await readWeights(weights);
  transferWeights(model, pretrained, classes);
  return model;
}

async function readWeights(file: string): Promise<toolkit.StateDict> {
  return file.endsWith('.safetensors') ? toolkit.readSafetensors(file) : toolkit.readPth(file);
}

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
    async onEpoch(epoch, capture) {
      await emit({ type: 'epoch', ...epoch });
      await emitFile(emit, 'checkpoint', toolkit.encodeCheckpoint(await capture()));
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

async function emitFile(emit: Emit, name: 'checkpoint' | 'weights', bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    await emit({ type: 'file', name, bytes: piece, last: at + PIECE_BYTES >= bytes.length });
  }
}
