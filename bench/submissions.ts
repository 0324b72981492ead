import fs from 'node:fs';
import path from 'node:path';

/** Copies the student's files of a solution, each with a last line of its own, so that no result of them is known. */
export function copyWith(
  solution: string,
  target: string,
  { line, damage = DAMAGE.right }: { line: string; damage?: (text: string) => string },
): void {
  const names = fs.readdirSync(path.join(solution, 'src')).sort();
  fs.mkdirSync(path.join(target, 'src'), { recursive: true });
  names.forEach((name, index) => {
    const text = fs.readFileSync(path.join(solution, 'src', name), 'utf8');
    const changed = index === names.length - 1 ? damage(text) : text;
    fs.writeFileSync(path.join(target, 'src', name), `${changed}\n${line}\n`);
  });
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

/** A folder of submissions, kinds by turns, no two with the same files. */
export function writeSubmissions(
  folder: string,
  { solution, kinds, count, salt }: { solution: string; kinds: Kind[]; count: number; salt: string },
): void {
  for (let index = 0; index < count; index++) {
    const target = path.join(folder, `student-${index}`);
    copyWith(solution, target, { line: `// ${salt} ${index}`, damage: DAMAGE[kinds[index % kinds.length]!] });
  }
}
