import fs from 'node:fs';
import path from 'node:path';

/**
 * Copies the student's files of a solution, each with a last line of its own, so that no result of them is known.
 *
 * @param place which file is damaged, the last one by default
 */
export function copyWith(
  solution: string,
  target: string,
  {
    line,
    damage = DAMAGE.right,
    place = -1,
  }: { line: string; damage?: (text: string) => string; place?: number },
): void {
  const names = fs.readdirSync(path.join(solution, 'src')).sort();
  fs.mkdirSync(path.join(target, 'src'), { recursive: true });
  const damaged = names.at(place % names.length);
  for (const name of names) {
    const text = fs.readFileSync(path.join(solution, 'src', name), 'utf8');
    const changed = name === damaged ? damage(text) : text;
    fs.writeFileSync(path.join(target, 'src', name), `${changed}\n${line}\n`);
  }
}

export type Kind = keyof typeof DAMAGE;

/** What a kind does to the last file of a right submission. */
export const DAMAGE = {
  right: (text: string) => text,
  wrong: (text: string) =>
    text.replace(
      /(export (?:async )?function \w+\([^{]*\{)/,
      '$1\n  if (Date.now() > 0) return undefined as never;',
    ),
  crashing: (text: string) => `${text}\nprocess.exit(0);\n`,
  hanging: (text: string) => `${text}\nwhile (true);\n`,
};

export interface SubmissionsToWrite {
  solution: string;
  kinds: Kind[];
  count: number;
  salt: string;
  /** Whether each round of kinds damages another file, and not all of them the last one. */
  anyFile?: boolean;
}

/** A folder of submissions, kinds by turns, no two with the same files. */
export function writeSubmissions(
  folder: string,
  { solution, kinds, count, salt, anyFile = false }: SubmissionsToWrite,
): void {
  for (let index = 0; index < count; index++) {
    const target = path.join(folder, `student-${index}`);
    const damage = DAMAGE[kinds[index % kinds.length]!];
    const place = anyFile ? Math.floor(index / kinds.length) : -1;
    copyWith(solution, target, { line: `// ${salt} ${index}`, damage, place });
  }
}
