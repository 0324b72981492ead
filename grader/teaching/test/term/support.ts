import fs from 'node:fs';
import path from 'node:path';
import { parseRoster } from '../../class';
import { classRecord } from '../../class/class-record';
import type { ClassRow } from '../../class/class-row';
import { loadTerm, termBook } from '../../term';
import { termSpec } from '../../term/term-spec';
import type { TermCell } from '../../term/cells';
import type { Term } from '../../term/term';
import type { TermBook } from '../../term/term-book';
import { reportOf, rowOf, writeTree, type RowFields } from '../class/support';

/** A row with points of ten; the name is the id with a capital. */
export function row(id: string, points: number | null, fields: Partial<RowFields> = {}): ClassRow {
  const report =
    points === null ? null : reportOf({ add: Math.min(points, 4), sort: Math.max(points - 4, 0) });
  const name = `${id[0]!.toUpperCase()}${id.slice(1)} Reis`;
  return rowOf({
    report,
    ...fields,
    student: { id, name, email: `${id}@x.edu`, canvasId: `c-${id}`, ...fields.student },
  });
}

/** The output folders of classes: what a class run leaves that a term reads. */
export function writeClasses(root: string, classes: Readonly<Record<string, readonly ClassRow[]>>): string {
  const files = Object.entries(classes).map(([name, rows]) => {
    const assignment = { id: name, title: `The ${name}`, version: '1.0.0' };
    const record = classRecord(rows, { assignment, lang: 'en', released: false });
    return [`${name}/class.json`, JSON.stringify(record)] as const;
  });
  return writeTree(root, Object.fromEntries(files));
}

/** All of the classes in one group, with what else the term says. */
export function termYaml(root: string, names: readonly string[], more = ''): string {
  const assignments = names.map((name) => `      - { class: ${name} }`).join('\n');
  const text = `title: The term\n${more.includes('missing:') ? '' : 'missing: zero\n'}${more}\ngroups:\n  - title: Labs\n    weight: 100\n    assignments:\n${assignments}\n`;
  return path.join(writeTree(root, { 'term.yaml': text }), 'term.yaml');
}

export async function bookOf(file: string, lang: 'en' | 'pt-BR' = 'en'): Promise<TermBook> {
  const roster = (place: string) => Promise.resolve(parseRoster(fs.readFileSync(place, 'utf8'), place));
  return termBook(await loadTerm(file, { roster, text: (place) => fs.readFileSync(place, 'utf8') }), lang);
}

/** A cell of which only the part that counts matters. */
export function cellOf(share: number | null | 'open'): TermCell {
  const open = share === 'open';
  return { kind: 'scored', row: null, points: null, share: open ? null : share, open, dropped: false };
}

/** A term whose classes do not matter. */
export function termOf(groups: object[], points = 100): Term {
  const spec = termSpec.parse({ title: 'T', missing: 'zero', points, groups });
  const assignments = spec.groups.flatMap((group, at) =>
    group.assignments.map((each) => ({
      id: each.class,
      title: '',
      group: at,
      maxScore: 10,
      lang: 'en' as const,
      spec: each,
      rows: [],
    })),
  );
  return { spec, assignments, roster: null, canvas: null };
}
