import fs from 'node:fs';
import path from 'node:path';
import { SOLUTIONS } from '@boletim/grader/system';
import { tarGzOf, zipOf } from '../support';

/** One of sixty students, as all four platforms know them. */
export interface Person {
  /** The institution's number, by which the expected table names everybody. */
  id: string;
  first: string;
  last: string;
  email: string;
  github: string;
  moodle: string;
  canvas: string;
}

const FIRST = ['Ana', 'Bia', 'Caio', 'Davi', 'Elisa', 'Fábio', 'Gil', 'Helena', 'Iara', 'João'];
const LAST = ['Lima', 'Reis', 'Souza', 'Tavares', 'Uchôa', 'Viana'];

/** With two of one name, accents, a particle and an apostrophe. */
export const PEOPLE: readonly Person[] = Array.from({ length: 60 }, (_, at) => {
  const number = at + 1;
  const [first, last] = ODD_NAMES()[number] ?? [FIRST[at % 10]!, LAST[Math.floor(at / 10)]!];
  const id = `S${String(number).padStart(2, '0')}`;
  return {
    ...{ id, first, last, email: `${id.toLowerCase()}@x.edu`, github: `user-${number}` },
    ...{ moodle: String(4000 + number), canvas: String(800 + number) },
  };
});

function ODD_NAMES(): Record<number, [string, string]> {
  return {
    4: ['José', 'Álvares'],
    5: ['Bo', 'Paz'],
    6: ['Bo', 'Paz'],
    17: ['Carla', "D'Ávila"],
  };
}

/** Who hands in together. The platform's number of the group is S14's, who hands in nothing. */
export const GROUP = { name: 'Equipe 3', members: ['S11', 'S12', 'S13'], moodle: '4014' };

export type Files = Record<string, string | Buffer>;

const SOURCES = ['src/mean.ts', 'src/count-labels.ts', 'src/retry.ts'];
const FULL: Files = Object.fromEntries(
  SOURCES.map((file) => [file, fs.readFileSync(path.join(SOLUTIONS, 'warmup', file))]),
);
const MEAN: Files = { 'src/mean.ts': FULL['src/mean.ts']! };
const { 'src/mean.ts': _, ...WITHOUT_MEAN } = FULL;
const IMAGES: Files = Object.fromEntries(
  Array.from({ length: 200 }, (_entry, at) => [`data/images/${at}.jpg`, 'not read']),
);

/** The files of those whom something sets apart; null hands in nothing. */
const SPECIAL: Record<string, Files | null> = {
  S02: { '__MACOSX/src/._mean.ts': 'x', 'src/.DS_Store': 'x', ...FULL },
  S06: MEAN,
  S08: { ...WITHOUT_MEAN, 'src/mean (1).ts': MEAN['src/mean.ts']! },
  S09: { ...FULL, ...IMAGES },
  S10: { 'declaration.yaml': 'hours: 2\n' },
  S12: null,
  S13: null,
  S14: null,
  S16: { 'essay.pdf': 'x' },
};

/** What somebody hands in: every seventh nothing, every other of the rest one question, unless they are special. */
export function filesOf({ id }: Person): Files | null {
  if (id in SPECIAL) return SPECIAL[id]!;
  const number = Number(id.slice(1));
  if (number < 18) return FULL;
  return number % 7 === 0 ? null : number % 2 === 0 ? FULL : MEAN;
}

/** A zip as Windows tools write it, with backslashes. */
async function backslashZip(files: Files): Promise<Buffer> {
  const zip = await zipOf(files);
  for (const name of Object.keys(files).filter((file) => file.includes('/'))) {
    const other = name.replaceAll('/', '\\');
    for (let at = zip.indexOf(name); at >= 0; at = zip.indexOf(name, at + 1)) zip.write(other, at);
  }
  return zip;
}

/** How somebody packs: S03 on Windows, every third a tar.gz, the others a zip. */
export async function packed(person: Person, files: Files): Promise<{ extension: string; bytes: Buffer }> {
  if (person.id === 'S03') return { extension: 'zip', bytes: await backslashZip(files) };
  if (Number(person.id.slice(1)) % 3 !== 0) return { extension: 'zip', bytes: await zipOf(files) };
  const entries = Object.entries(files).map(([name, content]) => ({ name, content: content.toString() }));
  return { extension: 'tar.gz', bytes: await tarGzOf(entries) };
}
