import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { startTimeOf } from '../../system/temporary-folder';

/** What a process and everything below it use at this moment. */
export interface Usage {
  bytes: number;
  /** Processes and their threads together. */
  tasks: number;
}

/**
 * A process and everything it starts, seen from outside. With a mark (text of the environment that only this tree has)
 * it also finds, on Linux, what has left the tree; a process that was never seen and has changed its environment
 * escapes. A pid space, as bubblewrap makes it, leaves nothing to find.
 */
export class ProcessTree {
  /** Pid to start time: a number alone may be somebody else's by now. */
  private readonly seen = new Map<number, number>();

  constructor(
    private readonly root: number,
    private readonly mark: string | null,
  ) {}

  /** Null where the system cannot tell. */
  measure(): Usage | null {
    if (process.platform === 'linux') return this.measureLinux();
    if (process.platform === 'darwin') return measureGroup(this.root);
    return null;
  }

  /** Ends all of it. What forks while it is being ended is stopped first, so that it cannot run away. */
  kill(): void {
    if (process.platform !== 'linux' || this.mark === null) return killAll([-this.root], 'SIGKILL');
    killAll([-this.root], 'SIGSTOP');
    const victims = new Set<number>();
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const found = [...this.members(), ...markedProcesses(this.mark)].filter((pid) => !victims.has(pid));
      if (found.length === 0) break;
      killAll(found, 'SIGSTOP');
      for (const pid of found) victims.add(pid);
    }
    killAll([-this.root, ...victims], 'SIGKILL');
  }

  private measureLinux(): Usage {
    const usage = { bytes: 0, tasks: 0 };
    let largest = 0;
    for (const pid of this.members()) {
      const status = readText(`/proc/${pid}/status`);
      usage.bytes += kilobytes(status, 'VmRSS') * 1024;
      usage.tasks += Number(/^Threads:\s+(\d+)/m.exec(status)?.[1] ?? 0);
      // The peak of one process is remembered by the kernel, so that no measurement has to meet it.
      largest = Math.max(largest, kilobytes(status, 'VmHWM') * 1024);
    }
    return { ...usage, bytes: Math.max(usage.bytes, largest) };
  }

  /** The tree as it is now, and what has been seen in it before and still runs. */
  members(): Set<number> {
    const members = new Set<number>();
    const open = [this.root, ...this.seen.keys()];
    for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
      if (members.has(pid) || !this.isSame(pid)) continue;
      members.add(pid);
      open.push(...childrenOf(pid));
    }
    return members;
  }

  private isSame(pid: number): boolean {
    const started = startTimeOf(pid);
    const before = this.seen.get(pid);
    if (started === null) this.seen.delete(pid);
    if (started === null || (before !== undefined && before !== started)) return false;
    this.seen.set(pid, started);
    return true;
  }
}

/** Ends every process whose environment holds this text: what a grader that was killed has left behind. */
export function killMarked(mark: string): void {
  killAll(markedProcesses(mark), 'SIGKILL');
}

const MAX_ROUNDS = 20;

function killAll(pids: number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It is gone already.
    }
  }
}

function childrenOf(pid: number): number[] {
  try {
    return fs
      .readdirSync(`/proc/${pid}/task`)
      .flatMap((task) =>
        readText(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
      );
  } catch {
    return [];
  }
}

function markedProcesses(mark: string): number[] {
  if (process.platform !== 'linux') return [];
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => readText(`/proc/${pid}/environ`).split('\0').includes(mark));
}

function kilobytes(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function measureGroup(group: number): Usage | null {
  try {
    const table = execFileSync('ps', ['-o', 'rss=', '-g', String(group)], { encoding: 'utf8' });
    const sizes = table.trim().split('\n').map(Number);
    return { bytes: sizes.reduce((sum, size) => sum + size, 0) * 1024, tasks: sizes.length };
  } catch {
    return null;
  }
}
