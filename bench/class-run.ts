import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { DEFAULT_SEED } from '../grader/suite/random';
import { COURSE } from '../grader/system/paths';
import { PROGRAM, sandbox } from '../grader/farm/test/support/farm';

export interface ClassToRun {
  submissions: string;
  id: string;
  out: string;
  /** Further parameters. */
  further?: string[];
  env?: NodeJS.ProcessEnv;
}

export interface EndedClass {
  status: number | null;
  signal: NodeJS.Signals | null;
  seconds: number;
  /** The last that it said of what went wrong. */
  errors: string;
}

/** Starts to grade a class by the command, as a teacher does, with inputs that are the same in every run. */
export function startClass({ submissions, id, out, further = [], env = {} }: ClassToRun): ChildProcess {
  const fixed = ['class', submissions, id, '--out', out, '--device', deviceOf(id), '--sandbox', sandbox];
  return spawn(process.execPath, [PROGRAM, ...fixed, '--seed', String(DEFAULT_SEED), ...further], {
    cwd: COURSE,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** Waits for the end of a class that was just started. */
export async function endOfClass(child: ChildProcess): Promise<EndedClass> {
  const start = performance.now();
  let errors = '';
  child.stderr!.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-2000)));
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { status, signal, seconds: (performance.now() - start) / 1000, errors };
}

/** Grades a class to its end. */
export async function runClass(run: ClassToRun, atEnd: (end: () => unknown) => void): Promise<EndedClass> {
  const child = startClass(run);
  atEnd(() => child.kill('SIGKILL'));
  const ended = await endOfClass(child);
  if (ended.status !== 0) throw new Error(`class ended with ${ended.status}:\n${ended.errors}`);
  return ended;
}

/** What an assignment is graded on: tensors by WebAssembly, as most machines do. */
export function deviceOf(id: string): string {
  return id === 'cnn' ? 'wasm' : 'cpu';
}
