import { PILImage } from '../pil-image';
import type { Answer } from './messages';
import { DecodingWorkers, type WorkerSettings } from './workers';

/** Settings of an `ImagePrefetcher`. */
export interface PrefetchOptions {
  /** The size to which every image is resized, exactly as `Resize` does. */
  size: readonly [height: number, width: number];
  /** How many images are decoded before they are asked for, at most: the bound of the memory it takes. */
  ahead: number;
  workers: WorkerSettings;
}

/**
 * Reads images in threads before they are asked for. Told which files will be wanted, it decodes and resizes them in
 * that order, never more than `ahead` of who takes them. A file that was not announced is read at once.
 *
 * @example
 * const images = new ImagePrefetcher({ size: [192, 192], ahead: 128, workers: { count: 2 } });
 * images.expect(files);
 * const image = await images.read(files[0]);
 */
export class ImagePrefetcher {
  readonly #options: PrefetchOptions;
  readonly #workers: DecodingWorkers;
  /** Announced and not begun. */
  #queue: string[] = [];
  /** Begun and not taken, in order; a file may be there more than once. */
  #begun: { file: string; image: Promise<PILImage> }[] = [];

  constructor(options: PrefetchOptions) {
    this.#options = options;
    this.#workers = new DecodingWorkers(options.workers);
  }

  /** The files that will be read from now on, in order. What was announced before and not taken is dropped. */
  expect(files: readonly string[]): void {
    const coming = [...this.#begun.map(({ file }) => file), ...this.#queue];
    if (files.length === coming.length && files.every((file, i) => file === coming[i])) return;
    this.#begun = [];
    this.#queue = [...files];
    this.#fill();
  }

  /** The image of a file, resized. Rejects as PILImage.create does. */
  async read(file: string): Promise<PILImage> {
    const position = this.#begun.findIndex((begun) => begun.file === file);
    if (position < 0) return this.#decode(file, true);
    const [{ image }] = this.#begun.splice(position, 1);
    this.#fill();
    return image;
  }

  /** Decodes all files and tells which cannot be, in their order, with the reason. Nothing is kept. */
  async check(files: readonly string[]): Promise<{ file: string; reason: string }[]> {
    const reasons = await Promise.all(files.map((file) => this.#problemOf(file)));
    return files.flatMap((file, i) => (reasons[i] === null ? [] : [{ file, reason: reasons[i] }]));
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    this.#queue = [];
    this.#begun = [];
    await this.#workers.close();
  }

  #fill(): void {
    while (this.#queue.length > 0 && this.#begun.length < this.#options.ahead) {
      const file = this.#queue.shift()!;
      const image = this.#decode(file, false);
      // Whoever takes it sees the failure; nobody may take it.
      image.catch(() => {});
      this.#begun.push({ file, image });
    }
  }

  async #decode(file: string, urgent: boolean): Promise<PILImage> {
    return toImage(await this.#workers.run({ file, size: this.#options.size }, urgent));
  }

  async #problemOf(file: string): Promise<string | null> {
    return this.#workers.run({ file }).then(
      () => null,
      (error: Error) => error.message,
    );
  }
}

function toImage({ width, height, data }: NonNullable<Answer['pixels']>): PILImage {
  return new PILImage(width, height, data!);
}
