import path from 'node:path';
import { Worker } from 'node:worker_threads';

import type { Answer, Job } from './messages';

/**
 * The jobs that a worker has at a time. A training step keeps this thread busy for a second or more, in which it
 * hands out nothing: the workers must have enough to do until then, about two batches.
 */
const JOBS_PER_WORKER = 64;

/** How workers are started. */
export interface WorkerSettings {
  count: number;
  /** Flags of Node for them; needed only where `.ts` files are loaded by a hook. */
  execArgv?: string[];
}

/** A few threads that decode images. Jobs start in the order in which they were given. */
export class DecodingWorkers {
  readonly #threads: Thread[];
  readonly #waiting: Waiting[] = [];
  #nextId = 0;

  constructor({ count, execArgv }: WorkerSettings) {
    this.#threads = Array.from({ length: count }, () => this.#start(execArgv));
  }

  /**
   * The answer to a job; jobs that are urgent go before all others.
   *
   * @throws Error with the reason when the image cannot be decoded, or when the thread died
   */
  run(job: Omit<Job, 'id'>, urgent = false): Promise<NonNullable<Answer['pixels']>> {
    return new Promise((resolve, reject) => {
      const waiting = { job: { ...job, id: this.#nextId++ }, resolve, reject };
      if (urgent) this.#waiting.unshift(waiting);
      else this.#waiting.push(waiting);
      this.#assign();
    });
  }

  /** Ends the threads. What was not answered never will be. */
  async close(): Promise<void> {
    this.#waiting.length = 0;
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #start(execArgv: string[] | undefined): Thread {
    const file = path.join(__dirname, `worker${path.extname(__filename)}`);
    const worker = new Worker(file, execArgv ? { execArgv } : {});
    const thread: Thread = { worker, open: new Map(), alive: true };
    worker.on('message', (answer: Answer) => this.#settle(thread, answer));
    worker.on('error', (error) => this.#bury(thread, error));
    worker.unref();
    return thread;
  }

  #assign(): void {
    const alive = this.#threads.filter((thread) => thread.alive);
    while (this.#waiting.length > 0) {
      const thread = alive.reduce<Thread | undefined>(leastBusy, undefined);
      if (!thread) return this.#waiting.splice(0).forEach(({ reject }) => reject(NO_THREADS()));
      if (thread.open.size >= JOBS_PER_WORKER) return;
      const waiting = this.#waiting.shift()!;
      thread.open.set(waiting.job.id, waiting);
      // While somebody waits for an answer, the program must not end.
      thread.worker.ref();
      thread.worker.postMessage(waiting.job);
    }
  }

  #settle(thread: Thread, { id, pixels, problem }: Answer): void {
    const waiting = thread.open.get(id);
    thread.open.delete(id);
    if (thread.open.size === 0) thread.worker.unref();
    if (pixels) waiting?.resolve(pixels);
    else waiting?.reject(new Error(problem));
    this.#assign();
  }

  #bury(thread: Thread, error: Error): void {
    thread.alive = false;
    for (const { job, reject } of thread.open.values()) {
      reject(new Error(`${job.file} could not be decoded: the thread that did it ended (${error.message}).`));
    }
    thread.open.clear();
    this.#assign();
  }
}

interface Thread {
  worker: Worker;
  open: Map<number, Waiting>;
  alive: boolean;
}

interface Waiting {
  job: Job;
  resolve(pixels: NonNullable<Answer['pixels']>): void;
  reject(error: Error): void;
}

function leastBusy(best: Thread | undefined, thread: Thread): Thread {
  return !best || thread.open.size < best.open.size ? thread : best;
}

const NO_THREADS = () => new Error('The threads that decode images have ended; start the training again.');
