import type { SimpleDataLoaders } from '../data';
import type { Module } from '../nn';
import { Adam, OneCycleLR } from '../optim';
import {
  captureCheckpoint,
  checkpointPieces,
  restoreOptimizer,
  restoreTraining,
  type Checkpoint,
} from './checkpoint';
import { oneEpoch, type BatchResult, type EpochResult } from './one-epoch';
import { phasesOf } from './phases';

/** A batch of `fineTune`: which epoch it belongs to, too. */
export interface FineTuneBatch extends BatchResult {
  /** 0 is the frozen one. */
  epoch: number;
  /** How many there are after the frozen one. */
  epochs: number;
}

/** An epoch of `fineTune`. */
export interface FineTuneEpoch extends EpochResult {
  /** 0 is the frozen one. */
  epoch: number;
  frozen: boolean;
}

/** How `fineTune` goes about it. */
export interface FineTuneOptions<M extends Module> {
  /** Epochs in which every layer learns, after the one in which only what `freeze` leaves does. */
  epochs?: number;
  /** Freezes all but the last layer: the function that students write. */
  freeze(model: M): void;
  /** Goes on after the epoch at whose end this was captured, exactly as if nothing had happened in between. */
  resume?: Checkpoint | undefined;
  /** Called after each batch, and waited for. */
  onBatch?(result: FineTuneBatch): void | Promise<void>;
  /**
   * Called after each epoch, and waited for; `capture` gives all that is needed to resume from here, and `pieces` the
   * same as the file that `encodeCheckpoint` would make, piece by piece.
   */
  onEpoch?(
    result: FineTuneEpoch,
    capture: () => Promise<Checkpoint>,
    pieces: () => AsyncIterable<Uint8Array>,
  ): void | Promise<void>;
}

/**
 * Trains a pretrained model for new classes: one epoch for the last layer alone with one-cycle up to 3e-3, then
 * `epochs` for all layers with a new Adam and one-cycle up to 3e-4.
 *
 * @returns what happened in each epoch, the frozen one first; with `resume` only in those that were run
 */
export async function fineTune<M extends Module, Item>(
  model: M,
  loaders: SimpleDataLoaders<Item>,
  { epochs = 1, freeze, resume, onBatch, onEpoch }: FineTuneOptions<M>,
): Promise<FineTuneEpoch[]> {
  const history: FineTuneEpoch[] = [];
  restoreTraining(resume, { model, loaders });
  for (const phase of phasesOf(epochs)) {
    if (phase.frozen) freeze(model);
    else unfreeze(model);
    const optimizer = new Adam(model.parameters());
    const scheduler = new OneCycleLR(optimizer, { ...phase.cycle, stepsPerEpoch: loaders.train.length });
    restoreOptimizer(resume, { phase, optimizer, scheduler });
    for (const epoch of phase.epochs.filter((epoch) => epoch > (resume?.epoch ?? -1))) {
      const tellBatch = (result: BatchResult) => onBatch?.({ ...result, epoch, epochs });
      const result = await oneEpoch(model, loaders, { optimizer, scheduler, epoch, onBatch: tellBatch });
      history.push({ epoch, frozen: phase.frozen, ...result });
      const training = { epoch, model, optimizer };
      const capture = () => captureCheckpoint(training);
      await onEpoch?.(history.at(-1)!, capture, () => checkpointPieces(training));
    }
    optimizer.dispose();
  }
  return history;
}

function unfreeze(model: Module): void {
  for (const parameter of model.parameters()) parameter.requiresGrad = true;
}
