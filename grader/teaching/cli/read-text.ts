import fs from 'node:fs';
import { messageOf, UsageError } from '@boletim/grader/errors';

/** A text that a person names on the command line. */
export function readText(file: string): string {
  const bytes = readBytes(file);
  try {
    // The byte order mark stays: a worksheet goes back as it came.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} is not UTF-8; save it as "CSV UTF-8".`);
  }
}

function readBytes(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${messageOf(error)}).`);
  }
}
