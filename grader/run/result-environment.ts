import type { SandboxMode } from '../report/report';
import { codeDigest } from './code-digest';

/** How a submission is run. */
export interface HowRun {
  sandbox: SandboxMode;
  /** What was asked for, which may be `auto`. */
  device: string;
  typeCheck: boolean;
}

/** What decides a result besides the submission and the assignment: how it is run, with which code. */
export function resultEnvironment({ sandbox, device, typeCheck }: HowRun) {
  const platform = `${process.platform}-${process.arch}`;
  return { sandbox, device, typeCheck, node: process.version, platform, code: codeDigest() };
}
