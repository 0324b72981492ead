const FIRST_REST = 1000;
const LONGEST_REST = 60_000;

export interface Restable {
  pause(doNotWaitActive: boolean): Promise<void>;
  resume(): void;
}

/**
 * Lets a machine that fails rest, each time for longer, so that it does not use up what jobs have: with a full disk it
 * would be the quickest of all. One job that it grades ends its resting.
 */
export class Rest {
  private faults = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly workers: readonly Restable[],
    private readonly onRest: (seconds: number) => void,
  ) {}

  worked(): void {
    this.faults = 0;
  }

  failed(): void {
    if (this.timer) return;
    const wait = Math.min(FIRST_REST * 2 ** this.faults, LONGEST_REST);
    this.faults += 1;
    this.onRest(wait / 1000);
    for (const worker of this.workers) worker.pause(true).catch(() => {});
    this.timer = setTimeout(() => {
      this.timer = undefined;
      for (const worker of this.workers) worker.resume();
    }, wait);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
