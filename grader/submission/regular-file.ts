import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { messageOf } from '../errors';

/** Why a file cannot be taken, in words that follow its name: "is a link; submit the file itself". */
export class UnusableFile extends Error {
  override name = 'UnusableFile';
}

export const NOT_REGULAR = 'is not a regular file';
const IS_LINK = 'is a link; submit the file itself';

/**
 * Opens a file of a submission for a reader, and closes it again. Everything that reads submissions opens them here: a
 * link, also a hard one, would show what its owner may not read, and a pipe would be waited for.
 * @throws UnusableFile when it is no regular file of its own, or cannot be opened
 */
export async function withRegularFile<Result>(
  file: string,
  read: (handle: FileHandle, size: number) => Promise<Result>,
): Promise<Result> {
  const handle = await openFile(file);
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw new UnusableFile(NOT_REGULAR);
    if (status.nlink > 1) throw new UnusableFile('is a hard link to another file; submit a copy of its own');
    return await read(handle, status.size);
  } finally {
    await handle.close();
  }
}

/** The whole file, of which the size is known. */
export async function readWhole(handle: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  const { bytesRead } = await handle.read(bytes, 0, size, 0);
  return bytes.subarray(0, bytesRead);
}

/** A link that takes the file's place meanwhile is not followed, a pipe not waited for. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file, FLAGS);
  } catch (error) {
    throw new UnusableFile(unreadable(error));
  }
}

function unreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ELOOP') return IS_LINK;
  return code === 'EACCES' || code === 'EPERM'
    ? 'may not be read by the grader; give it read permission (chmod a+r)'
    : `cannot be read (${messageOf(error)})`;
}
