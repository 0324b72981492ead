/** The device has no memory for a batch: training cannot go on at this size. */
export class OutOfMemoryError extends Error {
  override name = 'OutOfMemoryError';

  /** @param fits the largest size that was tried and worked; null when not even one image did */
  constructor(
    readonly images: number,
    readonly fits: number | null,
    options?: ErrorOptions,
  ) {
    const advice =
      fits === null
        ? 'A step with one image did not work after that either: make the batch or the images smaller.'
        : `A step of all layers with ${fits} of them worked.`;
    super(`A batch of ${images} images does not fit into the device's memory. ${advice}`, options);
  }
}

/** True for what the devices throw when an allocation fails. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && OUT_OF_MEMORY.test(error.message);
}

/** TensorFlow's words, then those of the wasm device: its C++ code writes to where nothing is, or gives up. */
const OUT_OF_MEMORY =
  /\bOOM\b|TF_Status: 8\b|out of memory|allocation failed|memory access out of bounds|^Aborted\(\)/i;

/**
 * Doubles the batch, from one image on, until it does not fit, and returns what to throw. From the small end, because
 * a failure may leave the memory in pieces: what is tried after it says little.
 *
 * @param attempt does what failed with the first `images` of the batch, and frees what it made
 */
export async function explainOutOfMemory(
  cause: unknown,
  images: number,
  attempt: (images: number) => Promise<unknown>,
): Promise<OutOfMemoryError> {
  let fits: number | null = null;
  for (let tried = 1; tried < images; tried *= 2) {
    try {
      await attempt(tried);
      fits = tried;
    } catch (error) {
      if (isOutOfMemory(error)) break;
      // Batch norm may not learn from one image alone, which says nothing about memory.
      if (tried > 1) throw error;
    }
  }
  return new OutOfMemoryError(images, fits, { cause });
}
