import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { inTemporaryFolder, withResourceLimits } from '@boletim/grader/system';
import type { Instant } from './moments';

const run = promisify(execFile);

/**
 * When the last commit of a checkout was made, as the machine that made it said. Null for a folder that is none, or
 * where git is not there or does not understand it. Nothing of the repository is obeyed: its configuration may name
 * programs, so its objects are read from an empty repository of our own.
 */
export async function commitTime(folder: string): Promise<Instant | null> {
  const repository = path.join(folder, '.git');
  const commit = isFolder(path.join(repository, 'objects')) ? headOf(repository) : null;
  if (commit === null) return null;
  return inTemporaryFolder('git', async (own) => {
    writeEmptyRepository(own);
    try {
      return committedAt(await textOfCommit(commit, { own, objects: path.join(repository, 'objects') }));
    } catch {
      return null;
    }
  });
}

async function textOfCommit(
  commit: string,
  { own, objects }: { own: string; objects: string },
): Promise<string> {
  const command = ['git', 'cat-file', 'commit', commit];
  const [program, ...args] = withResourceLimits(command, { memoryMegabytes: 512 });
  const { stdout } = await run(program!, args, {
    cwd: own,
    env: environmentOf(own, objects),
    timeout: 10_000,
    killSignal: 'SIGKILL',
    maxBuffer: 1024 * 1024,
  });
  return stdout;
}

/** Seconds since 1970 stand at the end of a line; what follows an empty line is the author's own text. */
function committedAt(commit: string): Instant | null {
  const [head = ''] = commit.split('\n\n', 1);
  const seconds = Number(/^committer .* (\d{1,11}) [+-]\d{4}$/m.exec(head)?.[1] ?? Number.NaN);
  return Number.isNaN(seconds) ? null : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

function writeEmptyRepository(folder: string): void {
  fs.writeFileSync(path.join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  for (const name of ['objects', 'refs']) fs.mkdirSync(path.join(folder, name));
}

function environmentOf(own: string, objects: string): NodeJS.ProcessEnv {
  const quoted = `"${path
    .resolve(objects)
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)}"`;
  return {
    PATH: process.env.PATH,
    GIT_DIR: own,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: os.devNull,
    HOME: own,
  };
}

/** The commit that is checked out, by loose files or packed-refs. */
function headOf(repository: string): string | null {
  const head = readSmall(path.join(repository, 'HEAD')).trim();
  const [, branch] = /^ref: (refs\/[\w./-]+)$/.exec(head) ?? [];
  if (branch === undefined) return commitIn(head);
  if (branch.split('/').includes('..')) return null;
  const packed = readSmall(path.join(repository, 'packed-refs')).split('\n');
  const line = packed.find((entry) => entry.endsWith(` ${branch}`)) ?? '';
  return commitIn(readSmall(path.join(repository, branch)).trim()) ?? commitIn(line.split(' ', 1)[0]!);
}

function commitIn(text: string): string | null {
  return /^[0-9a-f]{40}$/.test(text) ? text : null;
}

const MOST_BYTES = 4 * 1024 * 1024;

/** Empty for what is not there, no regular file, or too large to be git's. */
function readSmall(file: string): string {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  return stat?.isFile() && stat.size < MOST_BYTES ? fs.readFileSync(file, 'utf8') : '';
}

function isFolder(place: string): boolean {
  const parts = [path.dirname(place), place];
  return parts.every((part) => fs.lstatSync(part, { throwIfNoEntry: false })?.isDirectory());
}
