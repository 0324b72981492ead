import { z } from 'zod';

const format = z.enum(['text', 'html', 'simple_format', 'md', 'ansi']);
const visibility = z.enum(['visible', 'hidden', 'after_due_date', 'after_published']);

const testSchema = z.strictObject({
  score: z.number().optional(),
  max_score: z.number().optional(),
  status: z.enum(['passed', 'failed']).optional(),
  name: z.string().optional(),
  name_format: format.optional(),
  number: z.string().optional(),
  output: z.string().optional(),
  output_format: format.optional(),
  tags: z.array(z.string()).optional(),
  visibility: visibility.optional(),
  extra_data: z.looseObject({}).optional(),
});

const leaderSchema = z.strictObject({
  name: z.string(),
  value: z.union([z.number(), z.string()]),
  order: z.enum(['asc', 'desc']).optional(),
});

/**
 * What Gradescope accepts as results.json, after its documentation ("Autograder Specifications", Output format).
 * Strict, because Gradescope ignores a misspelt field without a word. That a score must stand at the top or in
 * the tests is a rule of our tests, since JSON Schema would say it less clearly.
 */
export const gradescopeSchema = z.strictObject({
  score: z.number().optional(),
  execution_time: z.number().optional(),
  output: z.string().optional(),
  output_format: format.optional(),
  test_output_format: format.optional(),
  test_name_format: format.optional(),
  visibility: visibility.optional(),
  stdout_visibility: visibility.optional(),
  extra_data: z.looseObject({}).optional(),
  tests: z.array(testSchema).optional(),
  leaderboard: z.array(leaderSchema).optional(),
});
