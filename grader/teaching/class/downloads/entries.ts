import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '@boletim/grader/errors';
import { kindOfFile, type UploadKind } from '@boletim/grader/submission';

/** One folder or file of a download, before anybody knows whose it is. */
export interface Entry {
  name: string;
  path: string;
  kind: UploadKind | 'link';
}

/** What lies in a folder of submissions, by name; what systems leave behind (`.DS_Store`, `__MACOSX`) is not there. */
export async function listEntries(folder: string): Promise<Entry[]> {
  const children = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw new UsageError(`cannot read the submissions folder ${folder}: ${error.message}`);
  });
  return children
    .filter(({ name }) => !name.startsWith('.') && !LEFT_BEHIND.has(name.toLowerCase()))
    .map((child) => ({
      name: child.name,
      path: path.join(folder, child.name),
      kind: child.isDirectory() ? 'folder' : child.isFile() ? kindOfFile(child.name) : ('link' as const),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const LEFT_BEHIND = new Set(['__macosx', 'thumbs.db', 'desktop.ini']);

/** Whether an entry can be a whole submission: a folder, or an archive that is to be opened or complained about. */
export function isWhole({ kind }: Entry): boolean {
  return kind !== 'file' && kind !== 'link';
}
