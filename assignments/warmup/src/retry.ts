/**
 * Calls an action until it succeeds.
 *
 * @param action what to try; it fails by throwing (or by returning a promise that rejects)
 * @param attempts how often to try at most, 1 or more
 * @returns what the first successful call gives
 * @throws the error of the last attempt when all of them fail
 *
 * @example
 * const page = await retry(() => download('lecture.pdf'), 3);
 */
export async function retry<T>(action: () => T | Promise<T>, attempts: number): Promise<T> {
  // TODO: write this function.
  void action;
  void attempts;
  throw new Error('NotImplemented');
}
