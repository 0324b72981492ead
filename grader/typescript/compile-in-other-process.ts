import path from 'node:path';
import { GraderFault } from '../errors';
import { CACHE, COMPILER } from '../loader/compile';
import { digestOfModule } from '../system/module-graph';
import type { Failure, TaskProcess } from '../system/task-process';
import type { CompileRequest, CompileResult } from './compile-submission';
import { COMPILERS } from './compilers';
import { recall, remember } from './remember';
import { sha256 } from '../system/digest';

/**
 * Compiles a submission's files in another process. What takes too long or too much memory is a problem of its file
 * alone; what was compiled before is not compiled again.
 */
export async function compileInOtherProcess(
  files: readonly CompileRequest[],
  { seconds = 10 } = {},
): Promise<Map<string, CompileResult>> {
  const results = new Map<string, CompileResult>();
  let compiler: TaskProcess | null = null;
  for (const request of files) {
    const known = recall<CompileResult>(cacheFile(request));
    if (known) {
      results.set(request.file, known);
      continue;
    }
    compiler ??= COMPILERS.take();
    const task = { module: require.resolve('./compile-submission'), name: 'compileSubmitted', request };
    const answer = await compiler.ask<CompileResult>(task, seconds * 1000);
    if ('failure' in answer) {
      compiler = null;
      results.set(request.file, { problem: problemOf(answer.failure, request.file, seconds) });
    } else {
      remember(cacheFile(request), answer.result);
      results.set(request.file, answer.result);
    }
  }
  if (compiler) COMPILERS.giveBack(compiler);
  return results;
}

function cacheFile(request: CompileRequest): string {
  // Another compiler finds other things.
  const code = digestOfModule(require.resolve('./compile-submission'));
  const digest = sha256(JSON.stringify([COMPILER, code, request]));
  return path.join(CACHE, 'submissions', `${digest}.json`);
}

function problemOf(failure: Failure, file: string, seconds: number): string {
  switch (failure) {
    case 'timed-out':
      return `${file} cannot be compiled within ${seconds} s; its expressions are nested too deeply`;
    case 'crashed':
      return `${file} cannot be compiled: something in it grows too large, such as an enum whose texts repeat each other; make such texts with a function instead (the compiler ran out of memory on it)`;
    case 'not-started':
      throw new GraderFault(`The process that compiles ${file} did not start; is there enough memory?`);
  }
}
