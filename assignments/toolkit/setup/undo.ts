/** Steps that can be taken back: each `add` names what undoes the work just done, newest first. */
export class UndoStack {
  #steps: Array<() => void | Promise<void>> = [];

  add(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  /** Runs every step, newest first; one that fails does not stop the others. Returns what failed. */
  async undo(): Promise<Error[]> {
    const failures: Error[] = [];
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        failures.push(error as Error);
      }
    }
    return failures;
  }
}
