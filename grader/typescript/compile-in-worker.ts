import { createHash } from 'node:crypto';
import path from 'node:path';
import { CACHE, COMPILER } from '../loader/compile';
import type { CompileRequest, CompileResult } from './compile-submission';
import { recall, remember } from './remember';
import { TypeScriptThread } from './thread';

/**
 * Compiles a submission's files in a thread. What takes too long is a problem of its file alone; what was compiled
 * before is not compiled again.
 */
export async function compileInWorker(
  files: readonly CompileRequest[],
  { seconds = 10 } = {},
): Promise<Map<string, CompileResult>> {
  const results = new Map<string, CompileResult>();
  let thread: TypeScriptThread | null = null;
  for (const request of files) {
    const known = recall<CompileResult>(cacheFile(request));
    if (known) {
      results.set(request.file, known);
      continue;
    }
    thread ??= TypeScriptThread.take();
    const task = { module: path.join(__dirname, 'compile-submission.ts'), name: 'compileSubmitted', request };
    const result = await thread.ask<CompileResult>(task, seconds * 1000);
    results.set(request.file, result ?? { problem: tooLong(request.file, seconds) });
    if (result) remember(cacheFile(request), result);
    else thread = null;
  }
  thread?.giveBack();
  return results;
}

function cacheFile(request: CompileRequest): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([COMPILER, request]))
    .digest('hex');
  return path.join(CACHE, 'submitted', `${digest}.json`);
}

function tooLong(file: string, seconds: number): string {
  return `${file} cannot be compiled within ${seconds} s; its expressions are nested too deeply`;
}
