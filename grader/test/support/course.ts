import fs from 'node:fs';
import path from 'node:path';
import { SPECIMENS, temporaryFolderInside, writeTree } from './folders';

/** Files by what they hold; null removes a file, or a whole folder. */
type Changes = Readonly<Record<string, string | null>>;

/** Makes copies of specimens/course (an assignment called tiny, and its solution) inside the repository. */
export function courseCopies(): (changes?: Changes) => string {
  const root = temporaryFolderInside();
  let count = 0;
  return (changes = {}) => {
    const folder = path.join(root, String((count += 1)));
    fs.cpSync(path.join(SPECIMENS, 'course'), folder, { recursive: true });
    for (const [file, content] of Object.entries(changes)) {
      if (content === null) fs.rmSync(path.join(folder, file), { recursive: true });
      else writeTree(folder, { [file]: content });
    }
    return folder;
  };
}

/** A file of the specimen course as it is, to be changed. */
export function courseFile(file: string): string {
  return fs.readFileSync(path.join(SPECIMENS, 'course', file), 'utf8');
}
