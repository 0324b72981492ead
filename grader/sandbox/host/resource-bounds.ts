import { availableParallelism } from 'node:os';
import type { LimitsSpec } from '../../assignment/spec';
import type { Bounds } from '../../report/report';
import type { ProcessTree } from './process-tree';
import { SandboxCgroup } from './sandbox-cgroup';

/** Node and the numeric libraries start threads by the number of processors; no assignment should have to know it. */
const THREADS_OF_LIBRARIES = 3 * availableParallelism();

type Limits = Pick<LimitsSpec, 'memoryMegabytes' | 'processes'>;

/** A group in which the kernel bounds a sandbox; null where it lends none. */
export function cgroupFor({ memoryMegabytes, processes }: Limits): SandboxCgroup | null {
  return SandboxCgroup.make({
    bytes: memoryMegabytes * 1024 * 1024,
    tasks: processes + THREADS_OF_LIBRARIES,
  });
}

/** Holds a sandbox's memory and processes within bounds: the kernel does as far as it lends a group, looks do the rest. */
export class ResourceBounds {
  constructor(
    private readonly limits: Limits,
    private readonly tree: ProcessTree | null,
    private readonly cgroup: SandboxCgroup | null,
  ) {}

  /** Who bounds what. */
  get by(): Bounds {
    const of = (isKernels: boolean | undefined) => (isKernels ? 'kernel' : 'grader');
    const { controllers } = this.cgroup ?? {};
    return { memory: of(controllers?.has('memory')), processes: of(controllers?.has('pids')) };
  }

  /** Why the sandbox has to end, as a student reads it; null while it keeps within its bounds. */
  exceeded(): string | null {
    return this.metInGroup() ?? this.seenFromOutside();
  }

  /** The same, as far as the kernel has counted: it costs next to nothing, and misses nothing. */
  metInGroup(): string | null {
    const met = this.cgroup?.exceeded();
    if (!met) return null;
    return met === 'memory' ? this.tooMuchMemory() : this.tooManyProcesses();
  }

  private seenFromOutside(): string | null {
    const { memory, processes } = this.by;
    const usage = memory === 'kernel' && processes === 'kernel' ? null : this.tree?.measure();
    if (!usage) return null;
    if (memory === 'grader' && usage.bytes > this.limits.memoryMegabytes * 1024 * 1024)
      return this.tooMuchMemory();
    const isOver = usage.tasks > this.limits.processes + THREADS_OF_LIBRARIES;
    return processes === 'grader' && isOver ? this.tooManyProcesses() : null;
  }

  private tooMuchMemory(): string {
    return `it used more than ${this.limits.memoryMegabytes} MB of memory`;
  }

  private tooManyProcesses(): string {
    return `it started more than ${this.limits.processes} processes and threads`;
  }
}
