import fs from 'node:fs/promises';
import path from 'node:path';
import type { ClassRow } from './class-row';

/**
 * Removes the reports of earlier runs that belong to nobody of this one: a student who changed id, or left. Only what
 * this program wrote goes, judged by the report itself; whatever else lies there stays.
 */
export async function removeStaleReports(rows: readonly ClassRow[], out: string): Promise<void> {
  // Where file names do not tell case apart, "Ana" is the folder of "ana".
  const current = new Set(rows.map(({ slug }) => slug.toLowerCase()));
  const isStale = (slug: string) => !current.has(slug.toLowerCase());
  const [students, instructor] = [path.join(out, 'students'), path.join(out, 'instructor')];
  for (const slug of (await namesIn(students)).filter(isStale)) {
    await removePair(path.join(students, slug, 'report'));
    await fs.rm(path.join(out, '.hand-ins', `${slug}.json`), { force: true });
    await fs.rmdir(path.join(students, slug)).catch(() => undefined);
  }
  const stems = (await namesIn(instructor)).filter((name) => name.endsWith('.json'));
  for (const slug of stems.map((name) => path.basename(name, '.json')).filter(isStale))
    await removePair(path.join(instructor, slug));
}

async function namesIn(folder: string): Promise<string[]> {
  return fs.readdir(folder).catch(() => []);
}

async function removePair(stem: string): Promise<void> {
  const text = await fs.readFile(`${stem}.json`, 'utf8').catch(() => '');
  if (!/^\s*\{\s*"schema": ?"boletim\/report\/v1"/.test(text)) return;
  // The page first: what tells whose it is goes last, and a run that was stopped here goes on.
  await fs.rm(`${stem}.html`, { force: true });
  await fs.rm(`${stem}.json`, { force: true });
}
