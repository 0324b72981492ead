import fs from 'node:fs';
import path from 'node:path';
import type { Assignment } from '../../assignment/assignment';
import { referenceFiles } from '../../assignment/hidden';
import { AuthorError, messageOf } from '../../errors';
import { compileFile } from '../../loader/compile';
import { displayPath } from '../../paths';
import { compileGiven } from '../../sandbox/host/given';
import { SandboxSession } from '../../sandbox/host/session';
import { createStage } from '../../sandbox/host/stage';
import type { ReferenceOptions } from './reference';

export interface StartedReference {
  session: SandboxSession;
  /** Over the code that the sandbox was given. */
  givenDigest: string;
  close(): Promise<void>;
}

/** Puts the reference solution onto a stage of its own and starts a sandbox there. */
export async function startReference(options: ReferenceOptions): Promise<StartedReference> {
  const { assignment, sandbox, device } = options;
  const code = compileReference(assignment);
  const given = compileGiven(assignment);
  const stage = createStage(assignment, given);
  for (const [file, text] of code) stage.write(file, text);
  const session = new SandboxSession({
    mode: sandbox,
    device,
    given,
    stage,
    inputs: assignment.fixtures.inputs.filter((folder) => fs.existsSync(folder)),
    limits: assignment.limits,
    trusted: true,
  });
  return {
    session,
    givenDigest: given.digest,
    async close() {
      await session.close();
      stage.remove();
    },
  };
}

/** The compiled files, by the names they have in a submission. */
function compileReference(assignment: Assignment): [file: string, code: string][] {
  const reference = assignment.reference!;
  return referenceFiles(reference, assignment).map((file) => {
    const name = path.relative(reference, file).split(path.sep).join('/');
    try {
      return [name, compileFile(file).code];
    } catch (error) {
      throw new AuthorError(`${displayPath(file)} cannot be compiled: ${messageOf(error)}`);
    }
  });
}
