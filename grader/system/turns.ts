import os from 'node:os';

/** Lets a bounded number of tasks run at a time, in the order in which they came. */
export class Turns {
  private free: number;
  private readonly queue: (() => void)[] = [];

  constructor(size = os.availableParallelism()) {
    this.free = size;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}

/** Starts a task for each item, one a processor at a time; every result can be awaited alone. */
export function inParallel<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R>[] {
  const turns = new Turns();
  return items.map((item) => {
    const result = turns.run(() => run(item));
    result.catch(() => {}); // Whoever awaits the result is told; the others go on.
    return result;
  });
}
