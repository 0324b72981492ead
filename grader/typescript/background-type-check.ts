import fs from 'node:fs';
import path from 'node:path';
import { sha256 } from '../system/digest';
import { COURSE } from '../system/paths';
import type { Task } from '../system/task-messages';
import { TEXT_PROCESSES } from '../system/text-processes';
import { cacheFile } from '../system/cache-file';
import { recall, remember } from '../system/remember';
import type { TypeCheckRequest, TypeCheckResult } from './type-check';

/** What is checked, without what it is checked against. */
export type SubmittedTypes = Omit<TypeCheckRequest, 'declarations'>;

export interface CheckedTypes {
  types: SubmittedTypes;
  /** Stands for what the course exports, which they are checked against. */
  exportedDigest: string;
}

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
export function typeCheckInBackground(request: SubmittedTypes, exportedDigest: string): BackgroundTypeCheck {
  const file = placeOf('submissions-types', [exportedDigest, request]);
  const known = recall<TypeCheckResult>(file);
  if (known) return { result: Promise.resolve(known), stop: () => {} };
  return startProcess(withDeclarations(request, exportedDigest), file);
}

/** Lets checks of some files, and of others like them, start with all read that they do not bring themselves. */
export async function prepareTypeChecks(checks: readonly CheckedTypes[]): Promise<void> {
  const tasks = checks.map(({ types, exportedDigest }) => taskOf(withDeclarations(types, exportedDigest)));
  const settings = ['package.json', 'tsconfig.json'].map((name) => path.join(COURSE, name));
  await TEXT_PROCESSES.prepare(tasks, settings);
}

function withDeclarations(request: SubmittedTypes, exportedDigest: string): TypeCheckRequest {
  return { ...request, declarations: placeOf('declarations', [exportedDigest]) };
}

function taskOf(request: TypeCheckRequest): Task {
  return { module: require.resolve('./type-check'), name: 'typeCheck', request };
}

function startProcess(request: TypeCheckRequest, file: string): BackgroundTypeCheck {
  const checker = TEXT_PROCESSES.take();
  let isOurs = true;
  const result = checker.ask<TypeCheckResult>(taskOf(request), MAX_MILLISECONDS).then((answer) => {
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

/** For a result that the versions of all packages decide, too. */
function placeOf(kind: string, parts: unknown[]): string {
  const lock = path.join(COURSE, 'package-lock.json');
  const dependencies = fs.existsSync(lock) ? sha256(fs.readFileSync(lock)) : '';
  return cacheFile(kind, require.resolve('./type-check'), [dependencies, ...parts]);
}
