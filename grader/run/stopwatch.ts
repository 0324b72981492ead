/** Adds up the time in which at least one of several things goes on. */
export class Stopwatch {
  private running = 0;
  private startedAt = 0;
  private past = 0;

  start(): void {
    if (this.running === 0) this.startedAt = performance.now();
    this.running += 1;
  }

  stop(): void {
    this.running -= 1;
    if (this.running === 0) this.past += performance.now() - this.startedAt;
  }

  /** Milliseconds so far. */
  get milliseconds(): number {
    return this.past + (this.running === 0 ? 0 : performance.now() - this.startedAt);
  }
}
