import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { ROOT } from '../paths';

/** A function of this folder that a thread runs: it takes one request and returns plain data. */
export interface Task {
  /** Absolute path of the module, and the name of its export. */
  module: string;
  name: string;
  request: unknown;
}

/**
 * A thread with the TypeScript compiler in it, which takes a third of a second to load: threads are kept and used
 * again. A few lines of a submission can keep a parser or a checker busy for years, so every task has a deadline.
 */
export class TypeScriptThread {
  private static readonly idle: TypeScriptThread[] = [];
  private readonly worker: Worker;

  /** One that waits for work, or a new one. Threads do not keep the program alive. */
  static take(): TypeScriptThread {
    return TypeScriptThread.idle.pop() ?? new TypeScriptThread();
  }

  /** Gives back the memory of those that wait: some hundred megabytes after a type check. */
  static endIdle(): void {
    for (const thread of TypeScriptThread.idle.splice(0)) thread.end();
  }

  private constructor() {
    this.worker = new Worker(path.join(ROOT, 'grader', 'loader', 'worker.js'), {
      workerData: { module: path.join(__dirname, 'thread-main.ts') },
      resourceLimits: { maxOldGenerationSizeMb: 2048 },
    });
    this.worker.unref();
    this.worker.on('exit', () => {
      const at = TypeScriptThread.idle.indexOf(this);
      if (at >= 0) TypeScriptThread.idle.splice(at, 1);
    });
  }

  /** Runs one task. Null when it did not end in time or died over it: then the thread is gone. */
  async ask<Result>(task: Task, milliseconds: number): Promise<Result | null> {
    const { worker } = this;
    const answer = await new Promise<{ result: Result } | null>((resolve) => {
      const settle = (message: { result: Result } | null) => {
        clearTimeout(timer);
        worker.off('message', settle).off('error', fail).off('exit', fail);
        resolve(message);
      };
      const fail = () => settle(null);
      const timer = setTimeout(fail, milliseconds);
      worker.on('message', settle).on('error', fail).on('exit', fail);
      worker.postMessage(task);
    });
    if (!answer) this.end();
    return answer && answer.result;
  }

  /** Makes the thread available to the next who needs one. */
  giveBack(): void {
    TypeScriptThread.idle.push(this);
  }

  end(): void {
    void this.worker.terminate();
  }
}
