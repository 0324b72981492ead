import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CACHE, writeAtomically } from '../loader/compile';
import { sha256 } from './digest';
import { codeOf, modulesFrom, requiredNames, resolveFrom } from './module-graph';
import { PROGRAM } from './paths';
import { recall, remember } from './remember';
import { SETTLED_MILLISECONDS, settledStats } from './settled-stats';
import type { Task } from './task-messages';
import { inTemporaryFolder } from './temporary-folder';

/** What a program that makes a snapshot is told. */
export interface SnapshotContent {
  /** What modules ask for by a name, by the absolute path of who asks. */
  found: Record<string, Record<string, string>>;
  /** CommonJS by absolute path; what is not in here is read where it lies. */
  code: Record<string, string>;
  /** They are run, and their modules loaded. */
  tasks: readonly Task[];
}

interface SnapshotRequest {
  name: string;
  /** Node's flags: a process with other ones cannot start from it. */
  flags: readonly string[];
  tasks: readonly Task[];
  /** Files besides the modules that decide what the tasks leave in memory. */
  besides: readonly string[];
}

/**
 * The memory of a process that has loaded modules and run tasks with them, as a file: other processes start from it
 * with all that done. Undefined where nobody has taken it, or one of its files has changed since.
 */
export function snapshotOf({ name, flags }: Pick<SnapshotRequest, 'name' | 'flags'>): string | undefined {
  const { blob, index } = placesOf(name, flags);
  const kept = recall<Index>(index);
  return kept && kept.seen === settledStats(kept.files) && fs.existsSync(blob) ? blob : undefined;
}

/** Takes it, unless it is there. It only saves time: where none can be taken, processes start without one. */
export async function takeSnapshot({ name, flags, tasks, besides }: SnapshotRequest): Promise<void> {
  if (snapshotOf({ name, flags }) !== undefined) return;
  const { blob, index } = placesOf(name, flags);
  const { found, code } = contentOf(tasks.map(({ module }) => module));
  const targets = Object.values(found).flatMap((names) => Object.values(names));
  const files = [...new Set([...Object.keys(code), ...targets, ...besides, SNAPSHOT_PROGRAM, __filename])];
  // What has only just been installed cannot be told from what is installed next.
  if (settledStats(files) === null) await sleep(SETTLED_MILLISECONDS);
  const seen = settledStats(files);
  if (seen === null) return;
  await inTemporaryFolder('snapshot', async (folder) => {
    const [content, made] = [path.join(folder, 'content.json'), path.join(folder, 'made.blob')];
    fs.writeFileSync(content, JSON.stringify({ found, code, tasks } satisfies SnapshotContent));
    await run(process.execPath, [...flags, '--snapshot-blob', made, '--build-snapshot', SNAPSHOT_PROGRAM], {
      env: environmentWith(content),
    });
    removeOlder(name);
    if (writeAtomically(blob, fs.readFileSync(made), OWNER_ALONE))
      remember(index, { files, seen } satisfies Index);
  });
}

/** Which files it was made of, as they then were. */
interface Index {
  files: string[];
  seen: string;
}

const run = promisify(execFile);

const OWNER_ALONE = 0o600;

/** Memory that is kept must hold no secret of whoever installs a course. */
function environmentWith(content: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS, SystemRoot } = process.env;
  const given = { NODE_OPTIONS, SystemRoot, BOLETIM_SNAPSHOT: content };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Removes what processes with other flags, on this Node, have started from. */
function removeOlder(name: string): void {
  const names = fs.existsSync(SNAPSHOTS) ? fs.readdirSync(SNAPSHOTS) : [];
  for (const older of names.filter((other) => other.startsWith(prefixOf(name))))
    fs.rmSync(path.join(SNAPSHOTS, older), { force: true });
}

const SNAPSHOT_PROGRAM = path.join(PROGRAM, 'loader', 'snapshot-program.js');
const SNAPSHOTS = path.join(CACHE, 'snapshots');

function prefixOf(name: string): string {
  return `${name}-${process.version}-`;
}

function placesOf(name: string, flags: readonly string[]): { blob: string; index: string } {
  const key = sha256(JSON.stringify([process.version, process.arch, flags, process.env.NODE_OPTIONS]));
  const place = path.join(SNAPSHOTS, `${prefixOf(name)}${key.slice(0, 16)}`);
  return { blob: `${place}.blob`, index: `${place}.v8` };
}

function contentOf(modules: readonly string[]): Pick<SnapshotContent, 'found' | 'code'> {
  const code: SnapshotContent['code'] = {};
  const found: SnapshotContent['found'] = {};
  for (const file of modulesFrom(modules).files) {
    if (!/\.[jt]s$/.test(file)) continue;
    code[file] = codeOf(file);
    const names = requiredNames(code[file]).map((name) => [name, resolveFrom(file, name)] as const);
    found[file] = Object.fromEntries(names.filter((each): each is [string, string] => each[1] !== undefined));
  }
  return { code, found };
}
