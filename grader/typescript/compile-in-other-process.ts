import { GraderFault } from '../errors';
import { COMPILER } from '../loader/compile';
import { cacheFile } from '../system/cache-file';
import { recall, remember } from '../system/remember';
import type { Failure, TaskProcess } from '../system/task-process';
import { TEXT_PROCESSES } from '../system/text-processes';
import type { CompileRequest, CompileResult } from './compile-submission';

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
    const known = recall<CompileResult>(placeOf(request));
    if (known) {
      results.set(request.file, known);
      continue;
    }
    compiler ??= TEXT_PROCESSES.take();
    const task = { module: require.resolve('./compile-submission'), name: 'compileSubmitted', request };
    const answer = await compiler.ask<CompileResult>(task, seconds * 1000);
    if ('failure' in answer) {
      compiler = null;
      results.set(request.file, { problem: problemOf(answer.failure, request.file, seconds) });
    } else {
      remember(placeOf(request), answer.result);
      results.set(request.file, answer.result);
    }
  }
  if (compiler) TEXT_PROCESSES.giveBack(compiler);
  return results;
}

function placeOf(request: CompileRequest): string {
  return cacheFile('submissions', require.resolve('./compile-submission'), [COMPILER, request]);
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
