import { z } from 'zod';

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

/** The records of a file's text. Throws when they are no such thing, or hold more than they should. */
export function parseMistakes(text: string): MistakeRecord[] {
  return mistakeFile.parse(JSON.parse(text)).mistakes;
}
