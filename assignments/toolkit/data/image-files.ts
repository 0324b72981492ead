import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';

import { OTHER_EXTENSIONS, READ_EXTENSIONS } from './decode/image-kind';

/**
 * The image files in a folder and in all folders below it, sorted by path: those of formats that `PILImage.create`
 * reads. Of others, `getOtherImageFiles` tells.
 *
 * Files and folders whose name starts with a dot are skipped; links to folders are followed. A file counts as
 * an image by its extension, in upper or lower case. fastai returns them in whatever order the disk has.
 *
 * @returns paths that start with `folder`
 * @throws Error when `folder` does not exist or is not a folder
 *
 * @example getImageFiles('cats/train'); // ['cats/train/cat/00000.jpg', …]
 */
export function getImageFiles(folder: string): string[] {
  return filesIn(folder, READ_EXTENSIONS);
}

/**
 * The image files of formats that are not read, such as AVIF and HEIC: fastai would list them. In the order of
 * `getImageFiles`.
 */
export function getOtherImageFiles(folder: string): string[] {
  return filesIn(folder, OTHER_EXTENSIONS);
}

/** The name of the folder that a file is in: the label, where each class has its folder. `''` for a bare name. */
export function parentLabel(file: string): string {
  return partsOf(file).at(-2) ?? '';
}

function filesIn(folder: string, extensions: readonly string[]): string[] {
  requireFolder(folder);
  return filesBelow(folder, new Set(extensions), new Set()).sort(byPathParts);
}

function requireFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found)
    throw new Error(`The folder ${folder} does not exist. Check the path and download the images first.`);
  if (!found.isDirectory())
    throw new Error(`${folder} is a file. getImageFiles takes the folder that holds the images.`);
}

function filesBelow(
  folder: string,
  extensions: ReadonlySet<string>,
  ancestors: ReadonlySet<string>,
): string[] {
  const here = realpathSync(folder);
  // A link to a folder above would go around for ever.
  if (ancestors.has(here)) return [];
  const visible = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  return visible.flatMap((entry) => {
    const entryPath = path.join(folder, entry.name);
    if (isFolder(entry, entryPath)) return filesBelow(entryPath, extensions, new Set([...ancestors, here]));
    return extensions.has(path.extname(entry.name).toLowerCase()) ? [entryPath] : [];
  });
}

function isFolder(entry: Dirent, entryPath: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return statSync(entryPath, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function byPathParts(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  const first = left.findIndex((part, i) => part !== right[i]);
  if (first < 0) return left.length - right.length;
  return first >= right.length || left[first] > right[first] ? 1 : -1;
}

/** The names along a path; `.` and doubled separators say nothing. */
function partsOf(file: string): string[] {
  const separator = path.sep === '/' ? '/' : /[\\/]/;
  return file.split(separator).filter((part) => part !== '' && part !== '.');
}
