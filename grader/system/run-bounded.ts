/** What a run reports as it goes. */
export interface SchedulerEvents<Job> {
  started?(job: Job): void;
  finished?(job: Job): void;
}

export interface SchedulerOptions<Job> {
  /** How many run at the same time; at least 1. */
  concurrency: number;
  /** Once aborted, nothing new starts; what runs is waited for. */
  signal?: AbortSignal;
  events?: SchedulerEvents<Job>;
}

/**
 * Runs every job, a bounded number at a time, in order. Jobs report their own failures; one that throws stops the run
 * after the others have ended, since it is a fault of the program.
 * @returns whether every job ran
 */
export async function runBounded<Job>(
  jobs: Iterable<Job>,
  run: (job: Job) => Promise<void>,
  options: SchedulerOptions<Job>,
): Promise<boolean> {
  const queue = jobs[Symbol.iterator]();
  let complete = true;
  let failed = false;
  const work = async (): Promise<void> => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      if (options.signal?.aborted || failed) {
        complete = false;
        return;
      }
      options.events?.started?.(next.value);
      await run(next.value);
      options.events?.finished?.(next.value);
    }
  };
  const guarded = () =>
    work().catch((error: unknown) => {
      failed = true;
      throw error;
    });
  const workers = Array.from({ length: Math.max(1, options.concurrency) }, guarded);
  const outcomes = await Promise.allSettled(workers);
  const fault = outcomes.find((outcome) => outcome.status === 'rejected');
  if (fault) throw fault.reason;
  return complete;
}
