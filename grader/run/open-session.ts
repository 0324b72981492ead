import fs from 'node:fs';
import type { Assignment } from '../assignment/assignment';
import { SandboxSession } from '../sandbox/host/session';
import type { SandboxOptions } from '../sandbox/host/sandbox';

/**
 * Starts the sandboxes of one submission of an assignment, with what its lab may read: what only hidden tests ask with
 * has to wait for them, except where the code is the course's own.
 */
export function openSession(
  { fixtures, limits }: Assignment,
  options: Omit<SandboxOptions, 'inputs' | 'limits'>,
): SandboxSession {
  const inputs = fixtures.inputs.filter((folder) => fs.existsSync(folder));
  const isLater = (folder: string) => !options.trusted && fixtures.hiddenInputs.includes(folder);
  return new SandboxSession(
    { ...options, inputs: inputs.filter((folder) => !isLater(folder)), limits },
    { hiddenInputs: inputs.filter(isLater) },
  );
}
