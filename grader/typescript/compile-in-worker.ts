import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { ROOT } from '../paths';
import type { CompileRequest, CompileResult } from './compile-submission';

/**
 * Compiles a submission's files in a thread of their own: a few lines can keep a parser busy for years, and nesting
 * can exhaust its stack. What takes too long is a problem of its file alone.
 */
export async function compileInWorker(
  files: readonly CompileRequest[],
  { seconds = 10 } = {},
): Promise<Map<string, CompileResult>> {
  const results = new Map<string, CompileResult>();
  let worker: Worker | null = null;
  for (const request of files) {
    worker ??= takeIdleWorker();
    const result = await askFor(worker, request, seconds);
    results.set(request.file, result ?? { problem: tooLong(request.file, seconds) });
    if (result) continue;
    void worker.terminate();
    worker = null;
  }
  if (worker) idle.push(worker);
  return results;
}

/** The compiler takes a third of a second to load: threads are used again. They do not keep the program alive. */
const idle: Worker[] = [];

function takeIdleWorker(): Worker {
  const waiting = idle.pop();
  if (waiting) return waiting;
  const worker = new Worker(path.join(ROOT, 'grader', 'loader', 'worker.js'), {
    workerData: { module: path.join(__dirname, 'compile-submission.ts') },
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  worker.unref();
  worker.on('exit', () => idle.splice(0, idle.length, ...idle.filter((other) => other !== worker)));
  return worker;
}

/** Null when it did not answer in time or died over the file. */
function askFor(worker: Worker, request: CompileRequest, seconds: number): Promise<CompileResult | null> {
  return new Promise((resolve) => {
    const settle = (result: CompileResult | null) => {
      clearTimeout(timer);
      worker.off('message', settle).off('error', fail).off('exit', fail);
      resolve(result);
    };
    const fail = () => settle(null);
    const timer = setTimeout(fail, seconds * 1000);
    worker.on('message', settle).on('error', fail).on('exit', fail);
    worker.postMessage(request);
  });
}

function tooLong(file: string, seconds: number): string {
  return `${file} cannot be compiled within ${seconds} s; its expressions are nested too deeply`;
}
