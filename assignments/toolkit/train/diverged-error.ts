/** The loss has become infinite or not a number: training cannot go on. */
export class DivergedError extends Error {
  override name = 'DivergedError';

  /** @param where the batch, such as 'batch 7 of 19 of epoch 1' */
  constructor(
    readonly loss: number,
    where = 'a batch',
  ) {
    super(
      `The loss of ${where} is ${loss}, so training stopped before its step. Look at the images of that batch, and ` +
        'for a division or a logarithm of zero in the functions that make batches and compute the network.',
    );
  }
}
