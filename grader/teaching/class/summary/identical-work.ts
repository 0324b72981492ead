import type { ClassRow } from '../class-row';

/** Questions in which a student's work is the same as that of others, but for comments and spaces. */
export interface Identical {
  questions: string[];
  others: ClassRow[];
}

/**
 * Who handed in the same work, question by question; questions shared with the same people stand together. Only work
 * that earned something is compared: untouched stubs are alike by nature. A group's one submission is no copy of itself.
 */
export function identicalWork(rows: readonly ClassRow[]): Map<ClassRow, Identical[]> {
  const owners = new Map<string, ClassRow[]>();
  for (const row of rows) for (const key of keysOf(row)) owners.set(key, [...(owners.get(key) ?? []), row]);
  return new Map(rows.map((row) => [row, identicalTo(row, owners)]));
}

function identicalTo(row: ClassRow, owners: ReadonlyMap<string, ClassRow[]>): Identical[] {
  const found = new Map<string, Identical>();
  for (const key of keysOf(row)) {
    const others = owners.get(key)!.filter((other) => other !== row && other.origin !== row.origin);
    if (others.length === 0) continue;
    const who = others.map(({ student }) => student.id).join('\n');
    const entry = found.get(who) ?? { questions: [], others };
    entry.questions.push(key.slice(0, key.indexOf(' ')));
    found.set(who, entry);
  }
  return [...found.values()];
}

/** Question and fingerprint; a question's id has no space. */
function keysOf({ report, fingerprints }: ClassRow): string[] {
  return (report?.questions ?? [])
    .filter(({ id, points }) => points > 0 && fingerprints[id] !== undefined)
    .map(({ id }) => `${id} ${fingerprints[id]}`);
}
