import fs from 'node:fs';
import { z } from 'zod';
import { AuthorError, messageOf } from '../errors';
import { displayPath } from '../system/paths';

const text = z
  .strictObject({ en: z.string().min(1), 'pt-BR': z.string().min(1) })
  .describe('One or two sentences, in both languages.');

/** Only what nobody can read an answer from: a short digest, and a few numbers that stand for many. */
const observation = z.strictObject({
  form: z.string().regex(/^[0-9a-f]{16}$/),
  sketches: z.array(z.tuple([z.number()], z.number()).refine(({ length }) => length <= 4)).max(6),
});

/** What is known of one mistake: the words for it, and what each test saw of a solution that makes it. */
const mistakeRecord = z.strictObject({
  id: z.string(),
  question: z.string(),
  says: text,
  look: text,
  /** By the ids of the tests and penalties that it fails, and of no other. */
  tests: z.record(z.string(), observation),
});

const mistakeFile = z.strictObject({
  schema: z.literal('boletim/mistakes/v1'),
  mistakes: z.array(mistakeRecord),
});

export type MistakeRecord = z.infer<typeof mistakeRecord>;
export type MistakeText = z.infer<typeof text>;
export const mistakeText = text;

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

/** Reads the text of a file of records; throws when it is none, or holds more than it should. */
export function parseMistakes(text: string): MistakeRecord[] {
  return mistakeFile.parse(JSON.parse(text)).mistakes;
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
    const mistakes = parseMistakes(text);
    known.set(file, { text, mistakes });
    return mistakes;
  } catch (error) {
    throw new AuthorError(
      `${displayPath(file)} cannot be used (${messageOf(error)}); run: npm run boletim -- mistakes`,
    );
  }
}
