import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isProcessGone, ownProcessName } from '../../system/temporary-folder';
import { probeCgroup, type Controller, type LentCgroup } from './lent-cgroup';

export interface CgroupBounds {
  bytes: number;
  /** Processes and their threads together. */
  tasks: number;
}

/** A control group for the processes of one sandbox, which the kernel keeps within bounds at every moment. */
export class SandboxCgroup {
  private constructor(
    private readonly folder: string,
    /** What the kernel bounds; the rest is left to who looks from outside. */
    readonly controllers: ReadonlySet<Controller>,
  ) {}

  /** A new group; null where the kernel lends none. */
  static make(bounds: CgroupBounds, probe = probeCgroup()): SandboxCgroup | null {
    if (!probe.available) return null;
    const { folder, controllers } = probe.lent;
    sweepOnce(folder);
    const own = path.join(folder, `${PREFIX}${ownProcessName()}-${(made += 1)}`);
    try {
      fs.mkdirSync(own);
      bound(own, bounds, probe.lent);
      return new SandboxCgroup(own, controllers);
    } catch {
      removeFolder(own);
      return null;
    }
  }

  /** Lets a command run in the group from its first instruction on: the shell that starts it goes in itself. */
  enclose(command: string[]): string[] {
    return ['/bin/sh', '-c', 'echo 0 > "$0" && exec "$@"', this.file('cgroup.procs'), ...command];
  }

  /** What of the bounds was met. Memory counts once the kernel has killed for it, tasks once it has refused one. */
  exceeded(): Controller | null {
    // Somebody else's bound, and a machine without memory, kill here too: that is not of this group.
    const memory = countsOf(this.file('memory.events'));
    if (memory.oom && memory.oom_kill) return 'memory';
    return countsOf(this.file('pids.events')).max ? 'pids' : null;
  }

  /** Ends everything in it at once, also what is just being started. */
  kill(): void {
    killAll(this.folder);
  }

  /** Waits until it is empty; what stays is removed by a later grader. */
  async remove(): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES && !removeFolder(this.folder); tries += 1) {
      this.kill();
      await sleep(PAUSE_MILLISECONDS);
    }
  }

  private file(name: string): string {
    return path.join(this.folder, name);
  }
}

const PREFIX = 'boletim-sandbox-';
const MAX_TRIES = 50;
const PAUSE_MILLISECONDS = 10;

let made = 0;
const swept = new Set<string>();

/** What graders that were killed have left: the name of a group says whose it is. */
function sweepOnce(folder: string): void {
  if (swept.has(folder)) return;
  swept.add(folder);
  for (const name of fs.readdirSync(folder)) {
    const owner = /^boletim-sandbox-(\d+\.\d+\.\d+)-\d+$/.exec(name)?.[1];
    if (owner === undefined || !isProcessGone(owner)) continue;
    killAll(path.join(folder, name));
    removeFolder(path.join(folder, name));
  }
}

function bound(folder: string, { bytes, tasks }: CgroupBounds, { controllers }: LentCgroup): void {
  if (controllers.has('memory')) {
    fs.writeFileSync(path.join(folder, 'memory.max'), String(bytes));
    // A half-killed sandbox answers no question; not every kernel has swap to bound.
    for (const [file, value] of [
      ['memory.oom.group', '1'],
      ['memory.swap.max', '0'],
    ] as const)
      tryWrite(path.join(folder, file), value);
  }
  if (controllers.has('pids')) fs.writeFileSync(path.join(folder, 'pids.max'), String(tasks));
}

/** Since Linux 5.14; before, what ends the process tree has to do. */
function killAll(folder: string): void {
  tryWrite(path.join(folder, 'cgroup.kill'), '1');
}

function tryWrite(file: string, text: string): void {
  try {
    // Without making a file, since what the kernel does not know is not there; nor reading: some may only be written.
    const open = fs.openSync(file, fs.constants.O_WRONLY);
    try {
      fs.writeSync(open, text);
    } finally {
      fs.closeSync(open);
    }
  } catch {
    // Gone already, or not known to this kernel.
  }
}

/** True when it is gone. */
function removeFolder(folder: string): boolean {
  try {
    fs.rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

/** `name number`, a line each; empty where there is no such file. */
function countsOf(file: string): Record<string, number> {
  try {
    const lines = fs.readFileSync(file, 'utf8').trim().split('\n');
    return Object.fromEntries(
      lines.map((line) => line.split(' ')).map(([name, count]) => [name, Number(count)]),
    );
  } catch {
    return {};
  }
}
