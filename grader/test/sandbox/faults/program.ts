import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { COURSE } from '../../../system/paths';

export interface Ended {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  milliseconds: number;
  pid: number;
}

/** Runs the program `boletim` as a person would; `during` may do something to it meanwhile. */
export function runBoletim(
  parameters: string[],
  options: {
    before?: string[];
    env?: NodeJS.ProcessEnv;
    cwd?: string;
    during?(child: ChildProcess): void;
  } = {},
): Promise<Ended> {
  const started = performance.now();
  const command = [
    ...(options.before ?? []),
    process.execPath,
    path.join(COURSE, 'grader/bin/boletim.js'),
    ...parameters,
  ];
  const child = spawn(command[0]!, command.slice(1), {
    cwd: options.cwd ?? COURSE,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (ended.stdout += String(text)));
  child.stderr.on('data', (text) => (ended.stderr += String(text)));
  options.during?.(child);
  return new Promise((resolve) =>
    child.once('close', (code, signal) =>
      resolve({ ...ended, code, signal, milliseconds: performance.now() - started, pid: child.pid! }),
    ),
  );
}

/** Sends SIGKILL after a while. */
export function killAfter(milliseconds: number): (child: ChildProcess) => void {
  return (child) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    child.once('exit', () => clearTimeout(timer));
  };
}

/** What a grader with this pid has left running; waits up to two seconds for the kernel to end it. */
export async function leftRunningBy(grader: number): Promise<string[]> {
  const find = () =>
    fs
      .readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && read(`/proc/${name}/environ`).includes(`.${grader}.`))
      .map((pid) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
  for (let attempt = 0; attempt < 80 && find().length > 0; attempt += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  return find();
}

/** Temporary folders of a grader with this pid. */
export function foldersOf(grader: number): string[] {
  return fs
    .readdirSync(os.tmpdir())
    .filter((name) => name.startsWith('boletim-') && name.includes(`.${grader}.`));
}

/** mulberry32: enough chance to choose moments, and the same ones in every run. */
export function seededMoments(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
