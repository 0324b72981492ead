import { spawnSync } from 'node:child_process';
import { findProgram } from './find-program';

/** What lets the kernel end a program when whoever started it has ended, however that ended. */
export const END_WITH_PARENT = ['--pdeathsig', 'KILL'];

/** The path of util-linux' setpriv; null where there is none, or one that knows no such option. */
export function findSetpriv(): string | null {
  if (found !== undefined) return found;
  const program = process.platform === 'linux' ? findProgram('setpriv') : null;
  const works =
    program !== null && spawnSync(program, [...END_WITH_PARENT, '/bin/sh', '-c', ':']).status === 0;
  found = works ? program : null;
  return found;
}

let found: string | null | undefined;
