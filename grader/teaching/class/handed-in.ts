import fs from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomically } from './results-store';

/** What was graded, as code to read: for `boletim review` and `boletim similar`. */
const FOLDER = '.submissions';

/** Keeps the files that were taken from a student's submission, in place of earlier ones; null when there are none. */
export async function writeHandedIn(
  out: string,
  slug: string,
  files: ReadonlyMap<string, string> | null,
): Promise<void> {
  const folder = path.join(out, FOLDER, slug);
  const stale = (await filesIn(folder)).filter((file) => !files?.has(file));
  for (const file of stale) await fs.rm(path.join(folder, ...file.split('/')), { force: true });
  if (files === null || files.size === 0) return fs.rm(folder, { recursive: true, force: true });
  for (const [file, text] of files) {
    const target = path.join(folder, ...file.split('/'));
    const known = await fs.readFile(target, 'utf8').catch(() => null);
    if (known !== text) await writeFileAtomically(target, text);
  }
}

/** The files that were taken from a student's submission, by the path that assignment.yaml gives them; as text. */
export async function readHandedIn(out: string, slug: string): Promise<Map<string, string>> {
  const folder = path.join(out, FOLDER, slug);
  const files = new Map<string, string>();
  for (const file of await filesIn(folder))
    files.set(file, await fs.readFile(path.join(folder, ...file.split('/')), 'utf8'));
  return files;
}

/** Forgets the code of who is no longer in the class. */
export async function removeStaleHandedIn(slugs: readonly string[], out: string): Promise<void> {
  const current = new Set(slugs.map((slug) => slug.toLowerCase()));
  const kept = await fs.readdir(path.join(out, FOLDER)).catch(() => []);
  for (const slug of kept.filter((name) => !current.has(name.toLowerCase())))
    await fs.rm(path.join(out, FOLDER, slug), { recursive: true, force: true });
}

/** Relative paths with forward slashes, sorted; none when the folder is not there. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}
