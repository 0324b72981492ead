import path from 'node:path';
import type { Assignment } from '../assignment/assignment';
import { referenceFiles } from '../assignment/hidden';
import { AuthorError, messageOf } from '../errors';
import { compileFile } from '../loader/compile';
import { displayPath } from '../system/paths';
import type { SandboxMode } from '../report/report';
import { compileGiven } from '../sandbox/host/given';
import type { SandboxSession } from '../sandbox/host/session';
import { createStage } from '../sandbox/host/stage';
import { openSession } from './open-session';

export interface SolutionSandboxOptions {
  assignment: Assignment;
  /** Folder of a submission that is the course's own. */
  solution: string;
  sandbox: SandboxMode;
  device: string;
}

export interface SolutionSandbox {
  session: SandboxSession;
  /** Over the code that the sandbox was given. */
  givenDigest: string;
  close(): Promise<void>;
}

/** Puts a solution onto a stage of its own and starts a sandbox there. */
export async function startSolution(options: SolutionSandboxOptions): Promise<SolutionSandbox> {
  const { assignment, solution, sandbox, device } = options;
  const code = compileSolution(solution, assignment);
  const given = compileGiven(assignment);
  const stage = createStage(assignment, given);
  for (const [file, text] of code) stage.write(file, text);
  const session = openSession(assignment, { mode: sandbox, device, given, stage, trusted: true });
  return {
    session,
    givenDigest: given.digest,
    async close() {
      await session.close();
      await stage.remove();
    },
  };
}

/** The compiled files, by the names they have in a submission. */
function compileSolution(solution: string, assignment: Assignment): [file: string, code: string][] {
  return referenceFiles(solution, assignment).map((file) => {
    const name = path.relative(solution, file).split(path.sep).join('/');
    try {
      return [name, compileFile(file).code];
    } catch (error) {
      throw new AuthorError(`${displayPath(file)} cannot be compiled: ${messageOf(error)}`);
    }
  });
}
