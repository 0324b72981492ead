import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CACHE, writeAtomically } from '../loader/compile';
import { sha256 } from './digest';
import { installed, PROGRAM } from './paths';
import type { Modules } from './read-modules';
import { recall, remember } from './remember';
import { SETTLED_MILLISECONDS, settledStats } from './settled-stats';
import type { Task } from './task-messages';
import { inTemporaryFolder } from './temporary-folder';

export interface SnapshotName {
  /** There is one of a name for each Node. */
  name: string;
  /** Node's flags: a process with other ones cannot start from it. */
  flags: readonly string[];
  /** What else tells one from another. */
  content?: string;
}

/** What a program that makes a snapshot is told. */
export interface SnapshotContent extends Modules {
  /** Modules that are loaded. Those without code here are read where they lie. */
  load: readonly string[];
  /** Tasks that are run. */
  tasks: readonly Task[];
}

interface TakeOptions {
  /** Files besides what npm has installed that decide what is in it. */
  files?: readonly string[];
  /** Who may read it; its owner alone by default. */
  mode?: number;
}

/**
 * The memory of a process that has loaded modules and run tasks with them, as a file: other processes start from it
 * with all that done. Undefined where nobody has taken it, or one of its files has changed since.
 */
export function snapshotOf(wanted: SnapshotName): string | undefined {
  const { blob, index } = placesOf(wanted);
  const kept = recall<Index>(index);
  return kept && kept.seen === settledStats(kept.files) && fs.existsSync(blob) ? blob : undefined;
}

/** What starts Node from it. */
export function fromSnapshot(blob: string | undefined): string[] {
  return blob === undefined ? [] : ['--snapshot-blob', blob];
}

/**
 * Takes it, unless it is there. It only saves time: where none can be taken, processes start without one. Where npm has
 * not installed the packages, nothing tells when they change, and none is taken.
 */
export async function takeSnapshot(
  wanted: SnapshotName,
  content: SnapshotContent,
  { files = [], mode = 0o600 }: TakeOptions,
): Promise<void> {
  if (snapshotOf(wanted) !== undefined) return;
  const { blob, index } = placesOf(wanted);
  const packages = installed();
  if (packages.length === 0) return;
  const deciding = [...packages, ...files, SNAPSHOT_PROGRAM, __filename];
  // What has only just been installed cannot be told from what is installed next.
  if (settledStats(deciding) === null) await sleep(SETTLED_MILLISECONDS);
  const seen = settledStats(deciding);
  if (seen === null) return;
  await inTemporaryFolder('snapshot', async (folder) => {
    const made = await make(folder, content, wanted.flags);
    removeOlder(wanted);
    if (writeAtomically(blob, made, mode)) remember(index, { files: deciding, seen } satisfies Index);
  });
}

/** Which files it was made of, as they then were. */
interface Index {
  files: string[];
  seen: string;
}

async function make(folder: string, content: SnapshotContent, flags: readonly string[]): Promise<Buffer> {
  const [told, made] = [path.join(folder, 'content.json'), path.join(folder, 'made.blob')];
  fs.writeFileSync(told, JSON.stringify(content));
  const command = [...flags, '--snapshot-blob', made, '--build-snapshot', SNAPSHOT_PROGRAM];
  await promisify(execFile)(process.execPath, command, { env: environmentWith(told) });
  return fs.readFileSync(made);
}

const SNAPSHOT_PROGRAM = path.join(PROGRAM, 'loader', 'snapshot-program.js');

/** Memory that is kept must hold no secret of whoever installs a course. */
function environmentWith(told: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS, SystemRoot } = process.env;
  const given = { NODE_OPTIONS, SystemRoot, BOLETIM_SNAPSHOT: told };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const SNAPSHOTS = path.join(CACHE, 'snapshots');

/** Removes what this Node has started from before, with other flags or before an installation. */
function removeOlder({ name }: SnapshotName): void {
  const names = fs.existsSync(SNAPSHOTS) ? fs.readdirSync(SNAPSHOTS) : [];
  for (const older of names.filter((other) => other.startsWith(prefixOf(name))))
    fs.rmSync(path.join(SNAPSHOTS, older), { force: true });
}

function prefixOf(name: string): string {
  return `${name}.${process.version}.`;
}

function placesOf({ name, flags, content }: SnapshotName): { blob: string; index: string } {
  const key = sha256(
    JSON.stringify([process.version, process.arch, flags, content, process.env.NODE_OPTIONS]),
  );
  const place = path.join(SNAPSHOTS, `${prefixOf(name)}${key.slice(0, 16)}`);
  return { blob: `${place}.blob`, index: `${place}.v8` };
}
