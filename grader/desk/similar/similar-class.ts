import fs from 'node:fs/promises';
import path from 'node:path';
import { formatCsv, neutralise } from '@boletim/teaching/class';
import { compareSubmissions, type Comparison } from './compare';
import { loadMaterial } from './load';
import { similarPages } from './pages';
import { writeFileAtomically } from '@boletim/grader/system';

/** Compares the code of a class, writes OUT/similar, and gives what was found with the page to open. */
export async function similarClass(
  out: string,
  { earlier }: { earlier: readonly string[] },
): Promise<Comparison & { page: string }> {
  const { record, sources, handout } = await loadMaterial(out, earlier);
  const comparison = compareSubmissions(sources, handout);
  const folder = path.join(out, 'similar');
  const files = new Map([...similarPages(comparison, record), ['pairs.csv', pairsCsv(comparison)]]);
  for (const [name, text] of files) await writeFileAtomically(path.join(folder, name), text);
  for (const name of await fs.readdir(folder))
    if (/^pair-\d+\.html$/.test(name) && !files.has(name)) await fs.rm(path.join(folder, name));
  return { ...comparison, page: path.join(folder, 'index.html') };
}

function pairsCsv({ pairs, marked }: Comparison): string {
  const rows = pairs.map(({ a, b, score, bits }, at) => {
    return [neutralise(a.name), neutralise(b.name), String(score), String(bits), at < marked ? 'yes' : ''];
  });
  return formatCsv([['submission', 'other submission', 'score', 'bits', 'marked'], ...rows], {
    hasBom: true,
  });
}
