import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Seconds of each round, or why there are none. */
export type Measured = number[] | string;

/** As a sandbox starts Node: in version 20, WebAssembly's fused products are behind a flag. */
const FLAGS = process.versions.node.startsWith('20.') ? ['--experimental-wasm-relaxed-simd'] : [];

/** Runs a task of task.ts in a process of its own. */
export function measureToolkit(task: string, ...args: (string | number)[]): Measured {
  const loader = path.resolve(__dirname, '../../../../grader/loader/register.js');
  const script = path.join(__dirname, 'task.ts');
  return run(process.execPath, [...FLAGS, '--require', loader, script, task, ...args.map(String)]);
}

/** Runs the same task in PyTorch, with a Python that has it. */
export function measurePyTorch(task: string, ...args: (string | number)[]): Measured {
  python ??= findPython();
  if (!python) return 'no Python here has torch';
  return run(python, [path.join(__dirname, 'pytorch.py'), task, ...args.map(String)]);
}

/** The version of PyTorch that is compared with, or that there is none. */
export function pyTorchVersion(): string {
  python ??= findPython();
  if (!python) return 'no Python here has torch';
  const { stdout } = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], {
    encoding: 'utf8',
  });
  return `PyTorch ${stdout.trim()}`;
}

let python: string | undefined;

function findPython(): string | undefined {
  const candidates = [process.env.PYTHON, '/usr/bin/python3', 'python3'].filter((name) => name !== undefined);
  return candidates.find((name) => spawnSync(name, ['-c', 'import torch, torchvision, PIL']).status === 0);
}

function run(program: string, args: string[]): Measured {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status === 0) return JSON.parse(stdout.trim().split('\n').at(-1)!) as number[];
  return stderr.trim().split('\n').at(-1) || `exit code ${status}`;
}

/** The middle of an odd or even number of values. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** How far apart the values of the middle half are. */
export function spread(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length * 3) / 4)] - sorted[Math.floor(sorted.length / 4)];
}

/** Runs two measurements by turns, so that whatever else the machine does disturbs both. */
export function byTurns(a: () => Measured, b: () => Measured, turns: number): [Measured, Measured] {
  const results: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    for (const [i, measure] of [a, b].entries()) {
      const seconds = measure();
      if (typeof seconds === 'string') return i === 0 ? [seconds, results[1]] : [results[0], seconds];
      results[i].push(...seconds);
    }
  }
  return results;
}
