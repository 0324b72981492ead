import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { CACHE, writeAtomically } from '../loader/compile';
import { ROOT } from '../paths';
import type { TypeCheckRequest, TypeCheckResult } from './type-check';

export interface BackgroundTypeCheck {
  result: Promise<TypeCheckResult>;
  stop(): void;
}

/**
 * Type-checks in a worker thread while tests run, and remembers the result: the same files against the same code
 * have the same errors. `codeDigest` stands for the code they are checked against. A failure of the check itself
 * costs nobody anything: no warnings.
 */
export function typeCheckInBackground(request: TypeCheckRequest, codeDigest: string): BackgroundTypeCheck {
  const file = path.join(CACHE, 'type-checks', `${digestOf(request, codeDigest)}.json`);
  const known = readResult(file);
  return known ? { result: Promise.resolve(known), stop: () => {} } : startWorker(request, file);
}

function startWorker(request: TypeCheckRequest, file: string): BackgroundTypeCheck {
  const worker = new Worker(path.join(ROOT, 'grader', 'loader', 'worker.js'), {
    workerData: { module: path.join(__dirname, 'type-check.ts'), request },
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  });
  const stop = () => void worker.terminate();
  const result = new Promise<TypeCheckResult>((resolve) => {
    worker.once('message', (found: TypeCheckResult) => {
      writeAtomically(file, JSON.stringify(found));
      resolve(found);
    });
    worker.once('error', () => resolve({}));
    // Types can be written that keep the checker busy for ever.
    setTimeout(stop, MAX_MILLISECONDS).unref();
    worker.once('exit', () => resolve({}));
  });
  return { result, stop };
}

const MAX_MILLISECONDS = 30_000;

function digestOf({ folder, files }: TypeCheckRequest, codeDigest: string): string {
  const dependencies = fs.readFileSync(path.join(ROOT, 'package-lock.json'));
  return createHash('sha256')
    .update(JSON.stringify([codeDigest, folder, files]))
    .update(dependencies)
    .digest('hex');
}

function readResult(file: string): TypeCheckResult | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as TypeCheckResult;
  } catch {
    return undefined;
  }
}
