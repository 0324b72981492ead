import fs from 'node:fs';
import path from 'node:path';
import { messageOf, UsageError } from '@boletim/grader/errors';
import { makeFolder } from '@boletim/grader/system';

/** Makes the output folder. Throws a UsageError when it cannot be made, or where it would be taken for submissions. */
export function prepareOutput(out: string, submissions: string): void {
  refuseAmongSubmissions(out, submissions);
  makeOutput(out);
}

/** Makes a folder for results. Throws a UsageError when it cannot be made. */
export function makeOutput(out: string): void {
  try {
    makeFolder(path.resolve(out));
    if (!fs.statSync(out).isDirectory()) throw new Error('it is a file');
  } catch (error) {
    throw new UsageError(`${out} cannot be a folder for results (${messageOf(error)}); give --out another.`);
  }
}

function refuseAmongSubmissions(out: string, submissions: string): void {
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
