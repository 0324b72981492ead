import * as tf from '@tensorflow/tfjs-core';

import type { SimpleDataLoader } from '../data';
import type { Module } from '../nn';
import type { Adam, OneCycleLR } from '../optim';
import { DivergedError } from './diverged-error';
import { trainStep } from './train-step';
import { predict } from './predict';

/** The loaders of a training and of a validation set. */
export interface TrainingLoaders<Item> {
  train: SimpleDataLoader<Item>;
  valid: SimpleDataLoader<Item>;
}

/** What happened in a batch. */
export interface BatchResult {
  /** Its number in the epoch, from 1. */
  batch: number;
  /** How many the epoch has. */
  batches: number;
  images: number;
  loss: number;
  learningRate: number;
}

/** What happened in an epoch. */
export interface EpochResult {
  /** One for each batch, like the learning rates. */
  trainLosses: number[];
  learningRates: number[];
  validLoss: number;
  /** 0 to 1. */
  validAccuracy: number;
  seconds: number;
}

/** What an epoch needs besides the model and the data. */
export interface EpochOptions {
  optimizer: Adam;
  scheduler: OneCycleLR;
  /** How an error names the epoch. */
  epoch?: number;
  /** Called after each batch, and waited for. */
  onBatch?(result: BatchResult): void | Promise<void>;
}

/**
 * Shows the model every training image once, then measures it on the validation set. The schedule moves on after
 * each batch. While it learns the model is in training mode, so batch norms follow the images even if frozen.
 *
 * @throws DivergedError naming the batch whose loss is not a finite number
 */
export async function oneEpoch<Item>(
  model: Module,
  loaders: TrainingLoaders<Item>,
  { optimizer, scheduler, epoch, onBatch }: EpochOptions,
): Promise<EpochResult> {
  const start = performance.now();
  const [trainLosses, learningRates]: number[][] = [[], []];
  model.train();
  for await (const [x, y] of loaders.train) {
    const { lr: learningRate } = optimizer;
    const progress = { batch: trainLosses.length + 1, batches: loaders.train.length };
    const loss = await trainStep(model, [x, y], optimizer).catch(naming({ epoch, ...progress }));
    trainLosses.push(loss);
    learningRates.push(learningRate);
    scheduler.step();
    await onBatch?.({ ...progress, images: x.shape[0], loss, learningRate });
    tf.dispose([x, y]);
  }
  const { loss: validLoss, accuracy: validAccuracy } = await predict(model, loaders.valid);
  const seconds = (performance.now() - start) / 1000;
  return { trainLosses, learningRates, validLoss, validAccuracy, seconds };
}

/** Adds to an error which batch it was. */
function naming({ epoch, batch, batches }: { epoch?: number | undefined; batch: number; batches: number }) {
  const where = `batch ${batch} of ${batches}${epoch === undefined ? '' : ` of epoch ${epoch}`}`;
  return (error: unknown): never => {
    throw error instanceof DivergedError ? new DivergedError(error.loss, batch, where) : error;
  };
}
