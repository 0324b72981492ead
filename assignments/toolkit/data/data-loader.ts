import type * as tf from '@tensorflow/tfjs-core';

import type { Device } from '../device/index';
import { tidyScopeAsync } from './scope';
import { Pipeline } from './transform';
import type { Tuple } from './tuple';

/** Inputs X [n, …] and targets Y [n, …] of n items. */
export type Batch = Tuple<[tf.Tensor, tf.Tensor]>;

/** Makes the batch whose first item is at position `index`. This is the function that students write. */
export type GetBatchAt<Item = unknown> = (loader: SimpleDataLoader<Item>, index: number) => Promise<Batch>;

/** What a SimpleDataLoader is made of. */
export interface DataLoaderOptions<Item> {
  items: readonly Item[];
  /** From an item to its pair of tensors (x, y). May return a promise. */
  transform(item: Item): unknown;
  /** Applied to each batch: a Pipeline, or a function that gets the batch whole. */
  batchTfms?: Pipeline | ((batch: Batch) => unknown);
  batchSize: number;
  /** Where batches are delivered, whatever the default device is. */
  device: Device;
  /** The student's `getBatchAt`. */
  getBatchAt?(loader: SimpleDataLoader<Item>, index: number): Promise<Batch>;
  /** The items of the next pass in their new order; without it every pass has the same order. */
  reorder?: () => readonly Item[];
  /** Told at the start of each pass which items it will read, in order. */
  onPass?(items: readonly Item[]): void;
}

/**
 * Delivers a list of items as batches, reading each only when its turn comes.
 *
 * @example
 * for await (const [x, y] of loader) {
 *   … // x [n, h, w, 3], y [n, classes]; yours to dispose
 * }
 */
export class SimpleDataLoader<Item = unknown> {
  readonly items: readonly Item[];
  readonly batchSize: number;
  readonly device: Device;
  readonly #options: DataLoaderOptions<Item>;

  constructor(options: DataLoaderOptions<Item>) {
    const { items, batchSize, device } = options;
    if (!(Number.isInteger(batchSize) && batchSize > 0)) {
      throw new RangeError(`batchSize is a whole number of items, at least 1; got ${batchSize}.`);
    }
    this.#options = options;
    this.items = items;
    this.batchSize = batchSize;
    this.device = device;
  }

  /** How many batches a pass has; the last one may be shorter than `batchSize`. */
  get length(): number {
    return Math.ceil(this.items.length / this.batchSize);
  }

  /** One item as its pair of tensors (x, y), on the device they were made on. */
  async transform(item: Item): Promise<Tuple<[tf.Tensor, tf.Tensor]>> {
    return (await this.#options.transform(item)) as Tuple<[tf.Tensor, tf.Tensor]>;
  }

  /**
   * Passes a batch through the batch transforms. They treat images only, so labels come back as they are.
   * A plain array `[X, Y]` would be taken for one value.
   *
   * @example loader.batchTfms(tuple(xs, ys)); // xs int32 [64, 192, 192, 3] → float32, ys unchanged
   */
  batchTfms(batch: Batch): Batch {
    const { batchTfms } = this.#options;
    if (!batchTfms) return batch;
    return (batchTfms instanceof Pipeline ? batchTfms.call(batch) : batchTfms(batch)) as Batch;
  }

  /**
   * The batch whose first item is `items[index]`, made by the `getBatchAt` that the loader was given. Tensors
   * made on the way are freed; the two of the batch are the caller's to dispose. One batch is made at a time.
   */
  getBatchAt(index: number): Promise<Batch> {
    const { getBatchAt } = this.#options;
    if (!getBatchAt)
      throw new Error("This SimpleDataLoader was made without 'getBatchAt'. Pass it to the constructor.");
    return tidyScopeAsync(() => getBatchAt(this, index));
  }

  /** Leaves the next pass out: the one after it has the order that it would have had. */
  skipPass(): void {
    this.#options.reorder?.();
  }

  /** One pass over the items, batch after batch. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Batch, void, void> {
    const { onPass, reorder } = this.#options;
    const pass = reorder ? new SimpleDataLoader({ ...this.#options, items: reorder() }) : this;
    onPass?.(pass.items);
    for (let index = 0; index < pass.items.length; index += pass.batchSize)
      yield await pass.getBatchAt(index);
  }
}
