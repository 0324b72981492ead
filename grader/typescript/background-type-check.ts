import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { CACHE, writeAtomically } from '../loader/compile';
import { ROOT } from '../paths';
import { TypeScriptThread } from './thread';
import type { TypeCheckRequest, TypeCheckResult } from './type-check';

export interface BackgroundTypeCheck {
  result: Promise<TypeCheckResult>;
  /** Ends a check that nobody waits for any more. */
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
  return known ? { result: Promise.resolve(known), stop: () => {} } : startThread(request, file);
}

function startThread(request: TypeCheckRequest, file: string): BackgroundTypeCheck {
  const thread = TypeScriptThread.take();
  const task = { module: path.join(__dirname, 'type-check.ts'), name: 'typeCheck', request };
  const result = thread.ask<TypeCheckResult>(task, MAX_MILLISECONDS).then((found) => {
    if (!found) return {};
    writeAtomically(file, JSON.stringify(found));
    thread.giveBack();
    return found;
  });
  return { result, stop: () => thread.end() };
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
