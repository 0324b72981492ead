import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import type { LimitsSpec } from '../../../assignment/spec';
import { compileSource } from '../../../loader/compile';
import type { SandboxMode } from '../../../report/report';
import { compileGiven, type GivenCode } from '../../../sandbox/host/given';
import { probeBwrap } from '../../../sandbox/host/probe-bwrap';
import type { SandboxOptions } from '../../../sandbox/host/sandbox';
import { SandboxSession } from '../../../sandbox/host/session';
import { createStage, type Stage } from '../../../sandbox/host/stage';

/** The kinds of isolation that this machine has. */
export const MODES: SandboxMode[] = probeBwrap().available ? ['process', 'bwrap'] : ['process'];

export interface Specimen {
  session: SandboxSession;
  stage: Stage;
  /** Calls the student's `mean`, or runs other code beside it. */
  run(source?: string, options?: { argument?: unknown; milliseconds?: number }): Promise<unknown>;
  close(): Promise<void>;
}

export interface SpecimenOptions {
  mode: SandboxMode;
  /** TypeScript of src/mean.ts, as a student would write it. */
  mean?: string;
  limits?: Partial<LimitsSpec>;
  inputs?: string[];
  /** The warm-up's own by default. */
  given?: GivenCode;
}

/** A real sandbox with the warm-up's lab and one file of a student. */
export function startSpecimen({
  mode,
  mean = 'export {};',
  limits = {},
  inputs = [],
  given = compileGiven(loadAssignment('warmup')),
}: SpecimenOptions): Specimen {
  const assignment = loadAssignment('warmup');
  const stage = createStage(assignment, given);
  stage.write('src/mean.ts', compileSource(mean, path.join(assignment.folder, 'src/mean.ts')));
  const options: SandboxOptions = {
    ...{ mode, given, stage, inputs, device: 'auto' },
    limits: { ...assignment.limits, ...limits },
  };
  const session = new SandboxSession(options);
  return {
    session,
    stage,
    run: (source = '({ mean }) => mean()', { argument, milliseconds = 10_000 } = {}) =>
      session.evaluate({ source, argument, milliseconds, limit: 'did not finish in time' }),
    async close() {
      await session.close();
      await stage.remove();
    },
  };
}

/** Command lines of what still runs with the stage's environment. */
function survivorsOf(stage: Stage): string[] {
  if (process.platform !== 'linux') return [];
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .filter((pid) => read(`/proc/${pid}/environ`).includes(stage.root))
    .map((pid) => read(`/proc/${pid}/cmdline`));
}

/** Waits until a stage has no processes any more, and gives what is left after a second. */
export async function untilGone(stage: Stage): Promise<string[]> {
  for (let attempt = 0; attempt < 40 && survivorsOf(stage).length > 0; attempt += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  return survivorsOf(stage);
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
