import { availableParallelism } from 'node:os';

import { PILImage } from '../pil-image';
import type { Pixels } from '../resample';
import { DecodePool } from './decode-pool';

/** How images are read ahead. */
export interface ReadAheadOptions {
  /** What `Resize` is given: images come already in this size, and it leaves them as they are. */
  size: number | readonly [height: number, width: number];
  /** How many images may be decoded and not yet taken, which bounds the memory. */
  ahead?: number;
  /** Threads that decode; one for each processor core unless told otherwise. */
  threads?: number;
}

/**
 * Decodes and resizes images in worker threads before they are asked for, so that training need not wait: give
 * `getX` to the data block in place of `PILImage.create`, and `beforeBatch` to the loaders. The pixels are those
 * that `PILImage.create` and `Resize(size, 'squish')` make. Images that cannot be read are left out and remembered.
 */
export class ReadAhead {
  /** Files that were left out, with the reason, in the order they were met. */
  readonly skipped = new Map<string, string>();
  readonly #size: readonly [number, number];
  readonly #ahead: number;
  readonly #pool: DecodePool;
  readonly #images = new Map<string, Promise<Pixels>>();

  constructor({ size, ahead = 128, threads = availableParallelism() }: ReadAheadOptions) {
    this.#size = typeof size === 'number' ? [size, size] : size;
    this.#ahead = ahead;
    this.#pool = new DecodePool(threads);
  }

  /** The resized image of a file, which then is forgotten here. */
  readonly getX = async (file: string): Promise<PILImage> => {
    const image = this.#request(file);
    this.#images.delete(file);
    const { width, height, data } = await image;
    return new PILImage(width, height, data);
  };

  /** Asks for the files that come next, and takes those of this batch that cannot be read out of the list. */
  readonly beforeBatch = async (files: string[], index: number, batchSize: number): Promise<void> => {
    for (let i = index; i < files.length && i < index + batchSize;) {
      this.#requestAll(files.slice(i, index + Math.max(this.#ahead, batchSize)));
      if (await this.#isReadable(files[i])) i++;
      else files.splice(i, 1);
    }
  };

  /** Ends the threads. */
  async close(): Promise<void> {
    await this.#pool.close();
    this.#images.clear();
  }

  #requestAll(files: string[]): void {
    for (const file of files) if (!this.skipped.has(file)) void this.#request(file);
  }

  #request(file: string): Promise<Pixels> {
    const known = this.#images.get(file);
    if (known) return known;
    const image = this.#pool.decode(file, this.#size);
    // It may fail long before anybody asks for it.
    image.catch(() => undefined);
    this.#images.set(file, image);
    return image;
  }

  async #isReadable(file: string): Promise<boolean> {
    if (this.skipped.has(file)) return false;
    try {
      await this.#request(file);
      return true;
    } catch (error) {
      this.#images.delete(file);
      this.skipped.set(file, (error as Error).message);
      return false;
    }
  }
}
