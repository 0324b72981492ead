import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '@boletim/grader/assignment';
import { UsageError } from '@boletim/grader/errors';
import { readClassRecord, type ClassRecord, readHandIns } from '@boletim/teaching/class';
import type { Source } from './compare';

/** What is compared: a class, earlier terms, and what everybody was given. */
export interface Material {
  record: ClassRecord;
  sources: Source[];
  handout: string[];
}

/**
 * Reads the code that class runs kept. A group's submission counts once.
 * @param out output folder of boletim class
 * @param earlier those of earlier terms
 * @throws UsageError where one is none, or keeps no code
 */
export async function loadMaterial(out: string, earlier: readonly string[]): Promise<Material> {
  const record = readClassRecord(out);
  const sources = await sourcesOf(out, null);
  for (const folder of earlier) sources.push(...(await sourcesOf(folder, folder)));
  return { record, sources, handout: handoutOf(record.assignment.id) };
}

async function sourcesOf(folder: string, term: string | null): Promise<Source[]> {
  const byOrigin = new Map<string | null, { names: string[]; slug: string }>();
  const graded = readClassRecord(folder).rows.filter(({ outcome }) => outcome === 'graded');
  for (const { origin, slug, name, id } of graded) {
    const known = byOrigin.get(origin) ?? { names: [], slug };
    known.names.push(name || id);
    byOrigin.set(origin, known);
  }
  const sources: Source[] = [];
  for (const { names, slug } of byOrigin.values()) {
    const files = Object.entries((await readHandIns(folder, slug)).at(-1)?.files ?? {});
    const code = new Map(files.filter(([file]) => /\.[cm]?[jt]sx?$/.test(file)));
    const name = term === null ? names.join(', ') : `${names.join(', ')} (${term})`;
    if (code.size > 0) sources.push({ name, files: code, earlier: term !== null });
  }
  if (sources.length > 0 || graded.length === 0) return sources;
  throw new UsageError(
    `${folder} keeps no code, as runs before this version did not; run boletim class again.`,
  );
}

/** The stubs and the lab; nothing where the assignment is no longer here, as for an old term. */
function handoutOf(id: string): string[] {
  try {
    const { folder, spec } = loadAssignment(id);
    return [...spec.files, spec.lab]
      .map((file) => path.join(folder, file))
      .filter((file) => fs.existsSync(file))
      .map((file) => fs.readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}
