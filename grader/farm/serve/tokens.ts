import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { UsageError } from '@boletim/grader/errors';
import { makeFolder, sha256, writeFileAtomicallySync } from '@boletim/grader/system';
import { fileSlug } from '@boletim/teaching/class';

const holderSchema = z.strictObject({
  student: z.string(),
  name: z.string(),
  slug: z.string(),
  role: z.enum(['student', 'teacher']),
  token: z.string().describe('sha256 of the token; the token itself is kept nowhere.'),
});

/** Who somebody is that shows a token. */
export type Holder = z.infer<typeof holderSchema>;

const FILE = 'tokens.json';
const TEACHER = 'teacher';

/**
 * Makes a token for everybody who has none, and a new one for those that are to be renewed: their old ones are worth
 * nothing from then on. Returns only the new tokens.
 */
export function makeTokens(
  folder: string,
  students: readonly { id: string; name: string }[],
  renew: readonly string[],
): { holder: Holder; token: string }[] {
  const people = [{ id: TEACHER, name: 'Teacher' }, ...students.filter(({ id }) => id !== TEACHER)];
  const unknown = renew.filter((id) => !people.some((person) => person.id === id));
  if (unknown.length > 0) throw new UsageError(`Nobody in the roster is called ${unknown.join(', ')}.`);
  const known = new Map(readHolders(folder).map((holder) => [holder.student, holder]));
  const slugs = new Set([...known.values()].map(({ slug }) => slug));
  const made = people
    .filter(({ id }) => !known.has(id) || renew.includes(id))
    .map(({ id, name }) => {
      const token = randomBytes(18).toString('base64url');
      const slug = known.get(id)?.slug ?? freeSlug(id, slugs);
      const role = id === TEACHER ? ('teacher' as const) : ('student' as const);
      const holder = { student: id, name, slug, role, token: sha256(token) };
      known.set(id, holder);
      return { holder, token };
    });
  makeFolder(path.resolve(folder));
  const text = `${JSON.stringify([...known.values()], null, 2)}\n`;
  writeFileAtomicallySync(path.join(folder, FILE), text, { mode: 0o600 });
  return made;
}

/** Tells who shows a token. A file that changed is read anew, so that a renewed token counts at once. */
export class Tokens {
  private holders = new Map<string, Holder>();
  private changed = -1;

  constructor(private readonly folder: string) {
    if (readHolders(folder).length === 0)
      throw new UsageError(
        `${folder} has no ${FILE}; make tokens with: boletim token ROSTER --out ${folder}`,
      );
  }

  /** By the digest, so that the time of looking tells nothing about a token. */
  find(token: string): Holder | undefined {
    this.refresh();
    return this.holders.get(sha256(token));
  }

  get students(): Holder[] {
    this.refresh();
    return [...this.holders.values()].filter(({ role }) => role === 'student');
  }

  private refresh(): void {
    const { mtimeMs } = fs.statSync(path.join(this.folder, FILE));
    if (mtimeMs === this.changed) return;
    this.holders = new Map(readHolders(this.folder).map((holder) => [holder.token, holder]));
    this.changed = mtimeMs;
  }
}

function readHolders(folder: string): Holder[] {
  const file = path.join(folder, FILE);
  if (!fs.existsSync(file)) return [];
  const parsed = z.array(holderSchema).safeParse(JSON.parse(fs.readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new UsageError(`${file} is damaged; take it away and make tokens anew with boletim token.`);
}

function freeSlug(id: string, taken: Set<string>): string {
  for (let count = 1; ; count++) {
    const slug = count === 1 ? fileSlug(id) : `${fileSlug(id)}-${count}`;
    if (taken.has(slug.toLowerCase())) continue;
    taken.add(slug.toLowerCase());
    return slug;
  }
}
