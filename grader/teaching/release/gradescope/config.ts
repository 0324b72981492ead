import { z } from 'zod';

/** gradescope.json in the zip: what run_autograder grades. */
export const autograderConfig = z.strictObject({
  assignment: z.string(),
  /** Folder of hidden suites, relative to the zip's root. */
  hidden: z.string().nullable(),
  /** Files of the reference solution that hidden suites ask, relative to the zip's root. */
  reference: z.array(z.string()),
  /** Whether submissions may run where nothing keeps them from the grader. */
  allowUnisolated: z.boolean(),
  lang: z.enum(['en', 'pt-BR']),
});

/** The private key in the zip, where results are signed; kept from submissions as hidden suites are. */
export const KEY_FILE = 'signing-key.pem';

export type AutograderConfig = z.infer<typeof autograderConfig>;
