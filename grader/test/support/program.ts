import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { COURSE } from '../../system/paths';

const PROGRAM = path.join(COURSE, 'grader', 'bin', 'boletim.js');

export interface Result {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the real program, without isolation: what is isolated is tested elsewhere. */
export function boletim(...parameters: string[]): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...parameters], {
    encoding: 'utf8',
    cwd: COURSE,
    env: { ...process.env, DEVICE: undefined, FORCE_COLOR: undefined },
  });
  return { code: status, stdout, stderr };
}
