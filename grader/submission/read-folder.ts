import { constants } from 'node:fs';
import { open, readdir, type FileHandle } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../errors';
import {
  isClutter,
  MAX_ENTRIES,
  TreeBuilder,
  type ReadLimits,
  type SubmittedTree,
  type Wanted,
} from './tree';

const MAX_DEPTH = 32;

/**
 * Reads a folder: the list of its files, and the bytes of the wanted ones. What lies near the root comes first, so that
 * a data set hides no source; links are named and not followed.
 */
export async function readFolder(root: string, wanted: Wanted, limits: ReadLimits): Promise<SubmittedTree> {
  const builder = new TreeBuilder(wanted, limits);
  const folders = [''];
  for (let below = folders.shift(); below !== undefined; below = folders.shift()) {
    for (const child of await childrenOf(path.join(root, below), below, builder)) {
      const relative = below === '' ? child.name : `${below}/${child.name}`;
      if (isClutter(relative)) continue;
      if (builder.isFull) return stopped(builder);
      const safe = builder.enter(relative);
      if (safe === undefined) continue;
      if (child.isDirectory()) enterFolder(safe, folders, builder);
      else await visitFile(root, safe, { child, builder });
    }
  }
  return builder.tree;
}

/** What lies near the root was seen before. */
function stopped(builder: TreeBuilder): SubmittedTree {
  builder.refuse(`more than ${MAX_ENTRIES} files and folders; the rest was not looked at`);
  return builder.tree;
}

/** A folder that cannot be listed (no rights, a path beyond the system's length) hides what is in it, and says so. */
async function childrenOf(folder: string, below: string, builder: TreeBuilder): Promise<Dirent[]> {
  try {
    const children = await readdir(folder, { withFileTypes: true });
    return children.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (below === '') throw error;
    builder.refuse(`${below} cannot be listed (${(error as NodeJS.ErrnoException).code})`);
    return [];
  }
}

function enterFolder(folder: string, folders: string[], builder: TreeBuilder): void {
  if (builder.wants(folder)) builder.markUnusable(folder, NOT_REGULAR);
  if (folder.split('/').length < MAX_DEPTH) folders.push(folder);
  else builder.refuse(`${folder} is nested too deeply; it was not looked into`);
}

async function visitFile(
  root: string,
  file: string,
  { child, builder }: { child: Dirent; builder: TreeBuilder },
): Promise<void> {
  if (child.isSymbolicLink()) return builder.refuseLink(file);
  if (!child.isFile()) return builder.markUnusable(file, NOT_REGULAR);
  if (!builder.wants(file)) return void builder.addFile(file, 0);
  let handle: FileHandle | undefined;
  try {
    handle = await open(path.join(root, file), FLAGS);
    await readWanted(handle, file, builder);
  } catch (error) {
    builder.markUnusable(file, unreadable(error));
  } finally {
    await handle?.close();
  }
}

const NOT_REGULAR = 'is not a regular file';
/** A link that takes the file's place meanwhile is not followed, a pipe not waited for. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function readWanted(handle: FileHandle, file: string, builder: TreeBuilder): Promise<void> {
  const status = await handle.stat();
  if (!status.isFile()) return builder.markUnusable(file, NOT_REGULAR);
  if (status.nlink > 1)
    return builder.markUnusable(file, 'is a hard link to another file; submit a copy of its own');
  if (!builder.addFile(file, status.size)) return;
  const bytes = Buffer.alloc(status.size);
  const { bytesRead } = await handle.read(bytes, 0, status.size, 0);
  builder.tree.files.set(file, bytes.subarray(0, bytesRead));
}

function unreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ELOOP') return 'is a link; submit the file itself';
  return code === 'EACCES' || code === 'EPERM'
    ? 'may not be read by the grader; give it read permission (chmod a+r)'
    : `cannot be read (${messageOf(error)})`;
}
