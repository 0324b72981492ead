import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { SubmissionProblem } from './problem';
import { isClutter, TreeBuilder, type ReadLimits, type SubmittedTree, type Wanted } from './tree';

const MAX_DEPTH = 32;

/**
 * Reads a folder: the list of its files, and the bytes of the wanted ones. Links are named and not followed.
 * Throws SubmissionProblem when it is over the limits.
 */
export async function readFolder(folder: string, wanted: Wanted, limits: ReadLimits): Promise<SubmittedTree> {
  const builder = new TreeBuilder(wanted, limits);
  await walk(folder, '', builder);
  return builder.tree;
}

async function walk(root: string, below: string, builder: TreeBuilder): Promise<void> {
  if (below.split('/').length > MAX_DEPTH) {
    throw new SubmissionProblem('too-large', `its folders are nested more than ${MAX_DEPTH} deep`);
  }
  const children = await readdir(path.join(root, below), { withFileTypes: true });
  for (const child of children.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const relative = below === '' ? child.name : `${below}/${child.name}`;
    if (isClutter(relative)) continue;
    await visit(root, relative, builder);
  }
}

async function visit(root: string, relative: string, builder: TreeBuilder): Promise<void> {
  const safe = builder.enter(relative);
  if (safe === undefined) return;
  const full = path.join(root, relative);
  const stats = await lstat(full);
  if (stats.isDirectory()) return walk(root, relative, builder);
  if (!stats.isFile()) return builder.refuseLink(safe);
  builder.countBytes(stats.size);
  if (builder.addFile(safe, stats.size)) builder.tree.files.set(safe, await readFile(full));
}
