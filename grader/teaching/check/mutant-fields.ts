import { mistakeText } from '@boletim/grader/diagnosis';
import { z } from 'zod';

const testReference = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'name a test as question/test, like "freeze/last-layer"');

/** What a mutant is, wherever it is written down. */
export const mutantFields = z.strictObject({
  about: z.string().min(1).describe('The mistake, in one sentence.'),
  file: z.string().min(1).describe('The file it replaces in the solution, like src/freeze.ts.'),
  fails: z.array(testReference).describe('Exactly the tests it must not pass.'),
  penalties: z.array(testReference).default([]).describe('Exactly the penalties it must get.'),
});

type MutantFields = z.infer<typeof mutantFields>;

/** mistake.yaml: what to say to a student whose submission behaves like the mutant. */
export const mistakeSpec = z
  .strictObject({
    says: mistakeText.describe(
      'What the submission does, as a fact: it is said of every one that behaves the same.',
    ),
    look: mistakeText.describe('What to look at next; never the line to write.'),
  })
  .describe('The words for a mistake.');

/** A mutant that must fail nothing proves nothing. */
export function failsSomething({ fails, penalties }: Pick<MutantFields, 'fails' | 'penalties'>): boolean {
  return fails.length + penalties.length > 0;
}

export const FAILS_NOTHING = {
  path: ['fails'],
  message: 'a mutant that must fail nothing proves nothing; name the tests that catch it',
};

/** A wrong solution: the reference solution with one file replaced. */
export interface Mutant extends MutantFields {
  id: string;
  /** Of a mutant with a folder of its own. */
  folder: string | null;
  /** What it has in place of the solution's file. */
  text: string;
  /** What to say of it; null when nothing shall be said. */
  mistake: z.infer<typeof mistakeSpec> | null;
}

/** The file beside mutant.yaml that says what to tell a student. */
export const MISTAKE_YAML = 'mistake.yaml';
