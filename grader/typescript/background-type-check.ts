import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { CACHE } from '../loader/compile';
import { digestOfModule } from '../system/module-graph';
import { COURSE } from '../system/paths';
import { TEXT_PROCESSES } from '../system/text-processes';
import { recall, remember } from '../system/remember';
import type { TypeCheckRequest, TypeCheckResult } from './type-check';

export interface BackgroundTypeCheck {
  result: Promise<TypeCheckResult>;
  /** Ends a check that nobody waits for any more. */
  stop(): void;
}

/**
 * Type-checks in another process while tests run, and remembers the result: the same files against the same code
 * have the same errors. A failure of the check itself costs nobody anything: no warnings.
 *
 * @param exportedDigest stands for what the course exports, which they are checked against
 */
export function typeCheckInBackground(
  { folder, files }: Pick<TypeCheckRequest, 'folder' | 'files'>,
  exportedDigest: string,
): BackgroundTypeCheck {
  const file = path.join(CACHE, 'submissions-types', `${digestOf([exportedDigest, folder, files])}.json`);
  const known = recall<TypeCheckResult>(file);
  if (known) return { result: Promise.resolve(known), stop: () => {} };
  const declarations = path.join(CACHE, 'declarations', `${digestOf([exportedDigest])}.json`);
  return startProcess({ folder, files, declarations }, file);
}

function startProcess(request: TypeCheckRequest, file: string): BackgroundTypeCheck {
  const checker = TEXT_PROCESSES.take();
  const task = { module: require.resolve('./type-check'), name: 'typeCheck', request };
  let isOurs = true;
  const result = checker.ask<TypeCheckResult>(task, MAX_MILLISECONDS).then((answer) => {
    isOurs = false;
    if ('failure' in answer) return {};
    remember(file, answer.result);
    TEXT_PROCESSES.giveBack(checker);
    return answer.result;
  });
  // Given back, it may be compiling somebody's submission.
  return {
    result,
    stop: () => {
      if (isOurs) checker.end();
    },
  };
}

const MAX_MILLISECONDS = 30_000;

/** Of what decides a result, the versions of the compiler and of all packages included. */
function digestOf(parts: unknown[]): string {
  const lock = path.join(COURSE, 'package-lock.json');
  const dependencies = fs.existsSync(lock) ? fs.readFileSync(lock) : '';
  const code = digestOfModule(require.resolve('./type-check'));
  return createHash('sha256')
    .update(JSON.stringify([code, parts]))
    .update(dependencies)
    .digest('hex');
}
