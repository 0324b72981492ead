import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { displayPath } from '../system/paths';

/** Over the names and the content of files, in their order. */
export function digestOfFiles(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(displayPath(file)).update('\0').update(fs.readFileSync(file)).update('\0');
  return hash.digest('hex');
}
