import fs from 'node:fs';
import { availableParallelism } from 'node:os';

/** Files that a process writes: one of them, and in bubblewrap all together. */
export const SCRATCH_BYTES = 64 * 1024 * 1024;

/**
 * Puts the kernel's own limits before a command: no core dumps, open files, size of a file, memory that one process
 * can reserve. They hold between two looks of a watcher. A limit the system refuses is left out.
 */
export function withResourceLimits(
  command: string[],
  limits: { memoryMegabytes: number; fileBytes?: number },
): string[] {
  if (process.platform === 'win32') return command;
  const wanted: [flag: string, value: number][] = [
    ['-c', 0],
    ['-n', OPEN_FILES],
    ['-f', Math.ceil((limits.fileBytes ?? SCRATCH_BYTES) / ULIMIT_BLOCK_BYTES)],
    ...dataLimit(limits),
  ];
  const script = wanted.map(([flag, value]) => `ulimit ${flag} ${value} 2>/dev/null;`).join(' ');
  return ['/bin/sh', '-c', `${script} exec "$0" "$@"`, ...command];
}

const OPEN_FILES = 1024;
const ULIMIT_BLOCK_BYTES = 512;

/**
 * Reserved memory is more than used memory: stacks of threads, spaces that V8 keeps in hand. CUDA reserves so much
 * that the limit would only be in its way.
 */
function dataLimit({ memoryMegabytes }: { memoryMegabytes: number }): [string, number][] {
  if (process.platform !== 'linux' || fs.existsSync('/dev/nvidiactl')) return [];
  return [['-d', (memoryMegabytes + reserveMegabytes()) * 1024]];
}

/** Libraries start threads by the number of processors, each with a stack of 8 MB. */
function reserveMegabytes(): number {
  return 1024 + 32 * availableParallelism();
}
