import { z } from 'zod';

/** gradescope.json in the zip: what run_autograder grades. */
export const autograderConfig = z.strictObject({
  assignment: z.string(),
  /** Folder of hidden suites, relative to the zip's root. */
  hidden: z.string().nullable(),
  lang: z.enum(['en', 'pt-BR']),
});

export type AutograderConfig = z.infer<typeof autograderConfig>;
