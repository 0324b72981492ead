import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '../errors';

/** Throws a UsageError when the next run would take the results for submissions. */
export function refuseOutputAmongSubmissions(out: string, submissions: string): void {
  const way = path.relative(realPath(submissions), realPath(out));
  if (way.split(path.sep)[0] === '..' || path.isAbsolute(way)) return;
  throw new UsageError(
    `${out} lies in the submissions folder ${submissions}, and the next run would take results for submissions; give --out another folder.`,
  );
}

/** Without links, as far as the path is there yet. */
function realPath(file: string): string {
  const full = path.resolve(file);
  if (fs.existsSync(full)) return fs.realpathSync(full);
  return path.join(realPath(path.dirname(full)), path.basename(full));
}
