import fs from 'node:fs';
import path from 'node:path';
import { sha256 } from '@boletim/grader/system';

/** What is wrong with the files that receipts stand for; their digests by the names below the folder. */
export function fileProblems(out: string, files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([name, digest]) => {
    const file = path.join(out, name);
    if (path.relative(out, file).startsWith('..'))
      return [`a receipt names a file outside the folder: ${name}`];
    if (!fs.existsSync(file)) return [`${name} is missing`];
    return sha256(fs.readFileSync(file)) === digest ? [] : [`${name} was changed after it was signed`];
  });
}
