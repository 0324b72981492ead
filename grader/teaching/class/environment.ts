import type { SandboxMode } from '@boletim/grader/report';
import { codeDigest } from '@boletim/grader/run';
import type { ResultKey } from './results-store';

interface Run {
  sandbox: SandboxMode;
  device: string;
  typeCheck: boolean;
}

/** What decides a result besides the submission and the assignment: how it is run, with which code. */
export function resultEnvironment(run: Run): ResultKey['environment'] {
  const { sandbox, device, typeCheck } = run;
  const platform = `${process.platform}-${process.arch}`;
  return { sandbox, device, typeCheck, node: process.version, platform, code: codeDigest() };
}
