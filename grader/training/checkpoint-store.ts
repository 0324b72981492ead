import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { EpochReport } from '../report/report';
import { writeFileAtomicallySync } from '../system/whole-file';

/** A training that was stopped, as it was at the end of its last finished epoch. */
export interface SavedTraining {
  /** The lab's own file; nothing of the grader reads it. */
  checkpoint: string;
  epochs: EpochReport[];
}

/**
 * Keeps the last checkpoint of a training in a folder. It belongs to a key, a digest of everything that decides how the
 * training goes, and is found by that alone.
 */
export class CheckpointStore {
  constructor(
    private readonly folder: string,
    private readonly key: string,
  ) {}

  /** The training to go on from, if there is one. */
  find(): SavedTraining | null {
    const index = this.readIndex();
    if (index?.key !== this.key) return null;
    const checkpoint = path.join(this.folder, index.file);
    return fs.existsSync(checkpoint) ? { checkpoint, epochs: index.epochs.map(fromJson) } : null;
  }

  /** Where the checkpoint at the end of an epoch is to be written. */
  fileFor(epoch: number): string {
    return path.join(this.folder, `checkpoint-${epoch}.safetensors`);
  }

  /** Makes the file of the last of these epochs the one to go on from. The one before it goes. */
  commit(epochs: readonly EpochReport[]): void {
    const file = path.basename(this.fileFor(epochs.at(-1)!.epoch));
    const index = { key: this.key, file, epochs };
    writeFileAtomicallySync(this.index, JSON.stringify(index));
    this.removeFiles(file);
  }

  /** The training is finished: there is nothing to go on from. */
  clear(): void {
    fs.rmSync(this.index, { force: true });
    this.removeFiles();
  }

  private get index(): string {
    return path.join(this.folder, 'checkpoint.json');
  }

  private readIndex(): z.infer<typeof indexSchema> | null {
    try {
      return indexSchema.parse(JSON.parse(fs.readFileSync(this.index, 'utf8')));
    } catch {
      return null; // None, or one that cannot be read: the training begins at the beginning.
    }
  }

  private removeFiles(except?: string): void {
    if (!fs.existsSync(this.folder)) return;
    for (const name of fs.readdirSync(this.folder))
      if (CHECKPOINT.test(name) && name !== except) fs.rmSync(path.join(this.folder, name));
  }
}

const CHECKPOINT = /^checkpoint-\d+\.safetensors(\.incoming)?$/;

/** JSON has no NaN: it becomes null. */
const measured = z.number().nullable();

const indexSchema = z.object({
  key: z.string(),
  file: z.string().regex(/^checkpoint-\d+\.safetensors$/),
  epochs: z.array(
    z.object({
      epoch: z.number(),
      frozen: z.boolean(),
      trainLosses: z.array(measured),
      learningRates: z.array(measured),
      validLoss: measured,
      validAccuracy: measured,
      seconds: z.number(),
    }),
  ),
});

function fromJson(epoch: z.infer<typeof indexSchema>['epochs'][number]): EpochReport {
  const number = (value: number | null): number => value ?? NaN;
  return {
    ...epoch,
    trainLosses: epoch.trainLosses.map(number),
    learningRates: epoch.learningRates.map(number),
    validLoss: number(epoch.validLoss),
    validAccuracy: number(epoch.validAccuracy),
  };
}
