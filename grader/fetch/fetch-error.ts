import { UsageError } from '../errors';

/** A reason why something could not be fetched, with what to do about it; never a defect of this program. */
export class FetchError extends UsageError {
  override name = 'FetchError';

  /** @param retry whether the same request may succeed later */
  constructor(
    message: string,
    readonly retry = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
