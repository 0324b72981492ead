import fs from 'node:fs';

import { otherKindOf } from './other-kind';
import type { WeightsSource } from './weights-source';

/**
 * The bytes of a file of weights and what errors call it.
 *
 * @throws Error when it cannot be read, or is something that people have in place of weights, such as a web page
 */
export function readSource(source: WeightsSource, unnamed: string): { name: string; bytes: Buffer } {
  const name = typeof source === 'string' ? source : unnamed;
  const bytes = typeof source === 'string' ? readFile(source) : bufferOf(source);
  const other = otherKindOf(bytes);
  if (other) throw new Error(`${name}: ${other}`);
  return { name, bytes };
}

/** Why a file cannot be read. Of bytes that are missing or wrong, there is one thing to do. */
export function unreadable(name: string, cause: unknown): Error {
  const { message } = cause as Error;
  const advice = /^(truncated|damaged)/.test(message) ? '. Download or copy the file again' : '';
  return new Error(`${name}: ${message}${advice}`, { cause });
}

function readFile(path: string): Buffer {
  try {
    return fs.readFileSync(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw new Error(`${path}: cannot be read (${code})${ADVICE[code] ?? ''}`, { cause });
  }
}

const ADVICE: Partial<Record<string, string>> = {
  ENOENT: ', because there is no such file. Relative paths start at the folder where the program was started',
  EISDIR: ', because it is a folder. Name the file of weights inside of it',
  EACCES: ', because this user may not. Change its permissions',
  ERR_FS_FILE_TOO_LARGE:
    ', because it is larger than 2 GiB. In Python, save the state dict without the optimizer',
};

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
