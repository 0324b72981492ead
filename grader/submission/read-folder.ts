import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { NOT_REGULAR, readWhole, UnusableFile, withRegularFile } from './regular-file';
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
      // In a folder it leads nowhere, as it might in an archive.
      if (child.name.includes('\\')) {
        builder.passOver(relative);
        continue;
      }
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
  try {
    await withRegularFile(path.join(root, file), async (handle, size) => {
      if (builder.addFile(file, size)) builder.keep(file, await readWhole(handle, size));
    });
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    builder.markUnusable(file, error.message);
  }
}
