import type { Git } from './git';

/** The files of a commit, as far as they may be something else than they look. */
export interface Contents {
  /** Files that are pointers to what Git LFS keeps elsewhere. */
  pointers: string[];
  /** Folders of other repositories. */
  submodules: string[];
}

/** Looks through what a commit holds, without opening anything but what may be a pointer of Git LFS. */
export async function contentsOf(git: Git, commit: string): Promise<Contents> {
  const entries = readTree(await git.text(['ls-tree', '-r', '-z', '--long', commit]));
  const suspects = entries.filter(({ type, size }) => type === 'blob' && LEAST <= size && size <= MOST);
  const hashes = [...new Set(suspects.map(({ hash }) => hash))].slice(0, MOST_SUSPECTS);
  const pointers = await pointersAmong(git, hashes);
  return {
    pointers: suspects.filter(({ hash }) => pointers.has(hash)).map(({ name }) => name),
    submodules: entries.filter(({ type }) => type === 'commit').map(({ name }) => name),
  };
}

/** A pointer has three lines of known length. */
const [LEAST, MOST] = [100, 200];
const MOST_SUSPECTS = 5000;
const POINTER = 'version https://git-lfs.github.com/spec/v1\n';

interface TreeEntry {
  type: string;
  hash: string;
  size: number;
  name: string;
}

function readTree(text: string): TreeEntry[] {
  return text.split('\0').flatMap((line) => {
    const [, type = '', hash = '', size = '', name = ''] =
      /^\d+ (\w+) ([0-9a-f]+) +(\d+|-)\t([^]+)$/.exec(line) ?? [];
    return name === '' ? [] : [{ type, hash, size: Number(size) || 0, name }];
  });
}

async function pointersAmong(git: Git, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const text = await git.text(['cat-file', '--batch'], hashes.map((hash) => `${hash}\n`).join(''));
  // What git writes in front of a file is the only line of this form that names a hash which was asked for.
  const asked = new Set(hashes);
  const parts = text.split(/^(?=[0-9a-f]{40,64} blob \d+$)/m);
  const found = parts.map((part) => [part.split(' ', 1)[0]!, part.slice(part.indexOf('\n') + 1)] as const);
  return new Set(
    found.filter(([hash, body]) => asked.has(hash) && body.startsWith(POINTER)).map(([hash]) => hash),
  );
}
