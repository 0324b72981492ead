import fs from 'node:fs';
import path from 'node:path';

/**
 * The stores of the output folders beside one: what was graded for `term/first` is not graded again for `term/second`.
 * Folders of other users are not believed.
 */
export function neighbourResults(out: string): string[] {
  const parent = path.dirname(path.resolve(out));
  return namesIn(parent)
    .map((name) => path.join(parent, name))
    .filter((folder) => folder !== path.resolve(out) && isClassFolder(folder))
    .map((folder) => path.join(folder, '.results'))
    .sort();
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

function isClassFolder(folder: string): boolean {
  if (!fs.existsSync(path.join(folder, 'class.json'))) return false;
  const store = fs.lstatSync(path.join(folder, '.results'), { throwIfNoEntry: false });
  return store?.isDirectory() === true && (process.getuid === undefined || store.uid === process.getuid());
}
