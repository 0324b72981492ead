/** The loss has become infinite or not a number: training cannot go on. */
export class DivergedError extends Error {
  override name = 'DivergedError';

  /** @param batch number of the batch in its epoch, from 1, when it is known; `where` names it for people */
  constructor(
    readonly loss: number,
    readonly batch?: number,
    where = 'a batch',
  ) {
    super(
      `The loss of ${where} is ${loss}, so training stopped before its step. Look at the images of that batch, and ` +
        'for a division or a logarithm of zero in the functions that make batches and compute the network.',
    );
  }
}
