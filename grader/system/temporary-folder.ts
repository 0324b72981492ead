import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { GraderFault, messageOf } from '../errors';

/**
 * Creates an empty folder for this process. Its name says whose it is (pid space, pid, start time), so that a run
 * that was killed leaves nothing for good: the next one removes what has no owner any more.
 */
export function createTemporaryFolder(purpose: string): string {
  const prefix = path.join(os.tmpdir(), `${PREFIX}${purpose}-${ownProcessName()}-`);
  return explained(() => fs.realpathSync(fs.mkdtempSync(prefix)));
}

/** Does some work in an empty folder that is gone afterwards. */
export async function inTemporaryFolder<T>(
  purpose: string,
  work: (folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = createTemporaryFolder(purpose);
  try {
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The same for work that waits for nothing. */
export function inTemporaryFolderSync<T>(purpose: string, work: (folder: string) => T): T {
  const folder = createTemporaryFolder(purpose);
  try {
    return work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs something that writes into the temporary folder; a full disk or a missing right is a fault that says so. */
export function explained<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw new GraderFault(
      `The temporary folder ${os.tmpdir()} cannot be used (${messageOf(error)}). Free space there, or set TMPDIR to another folder.`,
    );
  }
}

/**
 * Removes the folders of processes that are gone. `beforeRemoval` may look at each first. Folders of other users and
 * of other containers are left alone.
 */
export function sweepTemporaryFolders(beforeRemoval: (folder: string) => void = () => {}): string[] {
  const removed: string[] = [];
  for (const name of readNames(os.tmpdir())) {
    const folder = path.join(os.tmpdir(), name);
    if (!isAbandoned(name) || !isOurs(folder)) continue;
    try {
      beforeRemoval(folder);
      fs.rmSync(folder, { recursive: true, force: true });
      removed.push(folder);
    } catch {
      // Somebody else is faster, or the disk refuses: it costs space, no grade.
    }
  }
  return removed;
}

const PREFIX = 'boletim-';
const NAME = new RegExp(`^${PREFIX}[a-z]+-(\\d+\\.\\d+\\.\\d+)-[A-Za-z0-9]{6}$`);

function isAbandoned(name: string): boolean {
  const owner = NAME.exec(name)?.[1];
  return owner !== undefined && isProcessGone(owner);
}

/** What this process can be told by later: `pid space.pid.start time`; zeros where the system does not tell. */
export function ownProcessName(): string {
  // A process that starts from a snapshot has the memory of another.
  if (own?.pid !== process.pid)
    own = {
      pid: process.pid,
      name: [pidSpace(), process.pid, startTimeOf(process.pid) ?? 0].join('.'),
    };
  return own.name;
}

let own: { pid: number; name: string } | undefined;

/** Whether the process of a name has ended; false for one of another container, of which nothing can be seen. */
export function isProcessGone(name: string): boolean {
  const [space, pid, started] = name.split('.');
  if (space !== pidSpace()) return false;
  const current = startTimeOf(Number(pid));
  if (current !== null) return current !== Number(started);
  return !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** A link that somebody planted in a shared folder is not a folder of ours. */
function isOurs(folder: string): boolean {
  const stats = fs.lstatSync(folder, { throwIfNoEntry: false });
  return stats?.isDirectory() === true && (process.getuid === undefined || stats.uid === process.getuid());
}

function pidSpace(): string {
  try {
    return /\d+/.exec(fs.readlinkSync('/proc/self/ns/pid'))![0];
  } catch {
    return '0';
  }
}

/** When a process started, in clock ticks since the machine did; null when it is gone or the system does not tell. */
export function startTimeOf(pid: number): number | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name stands in parentheses and may contain anything; field 22 is the start.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return null;
  }
}

function readNames(folder: string): string[] {
  try {
    return fs.readdirSync(folder).filter((name) => name.startsWith(PREFIX));
  } catch {
    return [];
  }
}
