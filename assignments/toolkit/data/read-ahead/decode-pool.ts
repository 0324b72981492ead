import path from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

import type { Pixels } from '../resample';

/** An image that a worker is to decode and resize. */
export interface DecodeRequest {
  id: number;
  file: string;
  height: number;
  width: number;
}

/** What the worker sends back: pixels, or why there are none. */
export type DecodeAnswer = { id: number } & ({ pixels: Pixels } | { error: string });

/** Worker threads that decode and resize image files, exactly as PILImage.create and Resize do. */
export class DecodePool {
  readonly #workers: Worker[];
  readonly #waiting = new Map<number, (answer: DecodeAnswer) => void>();
  #next = 0;

  constructor(threads: number) {
    this.#workers = Array.from({ length: threads }, () => this.#startWorker());
  }

  /** The resized image; rejects with the decoder's reason. Requests are shared out evenly, each worker in order. */
  decode(file: string, [height, width]: readonly [number, number]): Promise<Pixels> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (answer) => {
        if ('pixels' in answer) resolve(answer.pixels);
        else reject(new Error(answer.error));
      });
      const request: DecodeRequest = { id, file, height, width };
      this.#workers[id % this.#workers.length].postMessage(request);
    });
  }

  /** Ends the threads; what was asked for and has not come is rejected. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
    this.#fail('the decoder was closed');
  }

  #startWorker(): Worker {
    const worker = new Worker(...workerProgram());
    // A program that is done must not wait for its decoders.
    worker.unref();
    worker.on('message', (answer: DecodeAnswer) => {
      const settle = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      settle?.(answer);
    });
    worker.on('error', (error) => this.#fail(`a decoder thread failed: ${error.message}`));
    return worker;
  }

  #fail(error: string): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const [id, settle] of waiting) settle({ id, error });
  }
}

/** The worker's file: TypeScript beside this one needs the loader that loaded this one, JavaScript nothing. */
function workerProgram(): [file: string, options: WorkerOptions] {
  const extension = path.extname(__filename);
  const file = path.join(__dirname, `decode-worker${extension}`);
  if (extension !== '.ts') return [file, { execArgv: [] }];
  const loader = Object.keys(require.cache).find((name) => name.endsWith(path.join('loader', 'register.js')));
  return [file, { execArgv: loader ? ['--require', loader] : process.execArgv }];
}
