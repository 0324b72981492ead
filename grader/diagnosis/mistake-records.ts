import fs from 'node:fs';
import { AuthorError, messageOf } from '../errors';
import { displayPath } from '../system/paths';
import { cacheFile } from '../system/cache-file';
import { remembered } from '../system/remember';
import type { MistakeRecord } from './mistake-schema';

/** The file's name, in an assignment's folder and in that of its hidden suites. */
export const MISTAKES_FILE = 'mistakes.json';

/** Reads the records of several files as one: a mistake that hidden tests know, too, has what each of them saw. */
export function readMistakes(files: readonly string[]): MistakeRecord[] {
  const byId = new Map<string, MistakeRecord>();
  for (const record of files.filter((file) => fs.existsSync(file)).flatMap(readFile)) {
    const known = byId.get(record.id);
    byId.set(record.id, known ? { ...known, tests: { ...known.tests, ...record.tests } } : record);
  }
  return [...byId.values()];
}

/** The text of a file of records. */
export function writeMistakes(mistakes: readonly MistakeRecord[]): string {
  const lines = mistakes.map((mistake) => JSON.stringify(mistake));
  return `{\n"schema": "boletim/mistakes/v1",\n"mistakes": [\n${lines.join(',\n')}\n]\n}\n`;
}

const known = new Map<string, { text: string; mistakes: MistakeRecord[] }>();

function readFile(file: string): MistakeRecord[] {
  const text = fs.readFileSync(file, 'utf8');
  const seen = known.get(file);
  if (seen?.text === text) return seen.mistakes;
  try {
    const place = cacheFile('mistakes', require.resolve('./mistake-schema'), text);
    const mistakes = remembered(place, () => schema().parseMistakes(text));
    known.set(file, { text, mistakes });
    return mistakes;
  } catch (error) {
    throw new AuthorError(
      `${displayPath(file)} cannot be used (${messageOf(error)}); run: npm run boletim -- mistakes`,
    );
  }
}

/** Loaded for a file that is new: the library that checks it takes as long to load as a test to run. */
function schema(): typeof import('./mistake-schema') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./mistake-schema') as typeof import('./mistake-schema');
}
