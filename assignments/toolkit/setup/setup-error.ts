/** A reason why setting up a device cannot go on, with what to do about it; never a defect of this program. */
export class SetupError extends Error {
  override name = 'SetupError';

  constructor(what: string, whatToDo: string) {
    super(`${what}\n${whatToDo}`);
  }
}
