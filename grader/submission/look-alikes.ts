/** A file that is not there, beside one that its author may have meant by it. */
export interface LookAlike {
  /** As assignment.yaml names it. */
  file: string;
  /** Where the other one lies in the submission. */
  path: string;
}

export interface LookAlikeOptions {
  /** Files of the submission. */
  paths: readonly string[];
  /** Those of the assignment that were not found. */
  missing: readonly string[];
  /** Those of the submission that are something else for sure. */
  taken: ReadonlySet<string>;
  /** The folder that the assignment's files lie in, with a slash at its end; empty for the root. */
  folder: string;
}

/**
 * Finds near misses: what browsers, editors and habits make of a name (`mean (1).ts`, `mean.ts.txt`, `Mean.ts`,
 * `to_roman.ts` for `to-roman.ts`), another extension, one letter off, the right name in another folder.
 */
export function findLookAlikes({ paths, missing, taken, folder }: LookAlikeOptions): LookAlike[] {
  return missing.flatMap((file) => {
    const [nearest] = paths
      .filter((path) => !taken.has(path) && path.startsWith(folder) && isNear(path, folder + file))
      .map((path) => ({ path, distance: distanceOf(path, folder + file) }))
      .filter(({ distance }) => distance <= 1)
      .sort((a, b) => a.distance - b.distance || depth(a.path) - depth(b.path) || (a.path < b.path ? -1 : 1));
    return nearest ? [{ file, path: nearest.path }] : [];
  });
}

/** Far below lie data sets and packages, with names that are alike by chance. */
function isNear(path: string, place: string): boolean {
  return depth(path) <= depth(place) + 1;
}

function depth(path: string): number {
  return path.split('/').length;
}

/** 0 for one name in two spellings, 1 for one letter off in the same folder. */
function distanceOf(path: string, place: string): number {
  const [found, meant] = [bareName(path), bareName(place)];
  if (found === meant) return 0;
  const sameFolder = path.slice(0, path.lastIndexOf('/')) === place.slice(0, place.lastIndexOf('/'));
  return sameFolder && meant.length > 3 && isOneOff(found, meant) ? 1 : Infinity;
}

const EXTENSION = /\.(tsx?|jsx?|[cm][jt]s|ya?ml|txt|bak|old|orig|docx?|odt|rtf|pdf|html?)$/;
const COPY = /^(copy of|copia de) | ?\(\d+\)$| - (copy|copia)$|-\d+$/;

/** A file's name without accents, case, extensions, marks of a copy and what stands between words. */
function bareName(path: string): string {
  let name = path
    .slice(path.lastIndexOf('/') + 1)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  // One after the other: "mean (1).ts.txt", "mean - copy (2).ts".
  for (let shorter = stripped(name); shorter !== name; shorter = stripped(name)) name = shorter;
  return name.replace(/[\s_.-]/g, '');
}

function stripped(name: string): string {
  return name.trim().replace(EXTENSION, '').replace(COPY, '');
}

/** A letter more, less, other, or two the wrong way round. */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [left, right] = [a.slice(start), b.slice(start)];
  const swapped = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
  return left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1) || swapped;
}
