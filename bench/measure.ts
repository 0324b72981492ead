import { spawn } from 'node:child_process';
import { ProcessTree } from '../grader/sandbox/host/process-tree';

export interface Run {
  milliseconds: number;
  /** Most resident memory of the whole process tree that was seen, in bytes. */
  peakBytes: number;
  stdout: string;
  exitCode: number | null;
}

const SAMPLE_MILLISECONDS = 20;

/** Runs a program to its end and measures it from outside. */
export function measureRun(
  command: string,
  parameters: string[],
  { env = process.env, cwd = process.cwd() }: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, parameters, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let [peakBytes, stdout] = [0, ''];
    const sampler = setInterval(() => {
      peakBytes = Math.max(peakBytes, (child.pid && new ProcessTree(child.pid, null).measure()?.bytes) || 0);
    }, SAMPLE_MILLISECONDS);
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearInterval(sampler);
      resolve({ milliseconds: performance.now() - start, peakBytes, stdout, exitCode });
    });
  });
}

export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
