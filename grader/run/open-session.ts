import fs from 'node:fs';
import type { Assignment } from '../assignment/assignment';
import { SandboxSession } from '../sandbox/host/session';
import type { SandboxOptions } from '../sandbox/host/sandbox';

/** Starts the sandboxes of one submission of an assignment, with what its lab may read. */
export function openSession(
  { fixtures, limits }: Assignment,
  options: Omit<SandboxOptions, 'inputs' | 'limits'>,
): SandboxSession {
  const inputs = fixtures.inputs.filter((folder) => fs.existsSync(folder));
  return new SandboxSession({ ...options, inputs, limits });
}
