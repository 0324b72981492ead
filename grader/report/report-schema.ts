import { z } from 'zod';
import type { Report } from './report';

/**
 * Reads a report from the text of report.json. Throws an Error that names the first few places where the text is
 * not a report. Fields that this version does not know are dropped.
 */
export function parseReport(text: string): Report {
  const result = reportSchema.safeParse(parseJson(text));
  if (result.success) return result.data;
  const places = result.error.issues
    .slice(0, 5)
    .map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`);
  throw new Error(`This is not a boletim/report/v1 report:\n${places.join('\n')}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`This is not a report: it is not JSON (${(error as Error).message})`);
  }
}

/** JSON has no NaN or infinities; a measured number that is one is written as this string. */
const NOT_FINITE = { NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity };
const measured = z.union([
  z.number(),
  z.enum(['NaN', 'Infinity', '-Infinity']).transform((name) => NOT_FINITE[name]),
]);

const nullableText = z.string().nullable();
const count = z.int().nonnegative();

const differenceSchema = z.object({
  shape: z.array(count),
  largest: measured,
  at: z.array(count),
  grid: z.array(z.array(measured)),
});

const testSchema = z.object({
  id: z.string(),
  title: z.string(),
  points: z.number(),
  maxPoints: z.number(),
  status: z.enum(['passed', 'failed', 'not-implemented', 'timed-out', 'crashed', 'skipped']),
  hidden: z.boolean(),
  visibility: z.enum(['always', 'after-release', 'never']),
  durationMs: z.number(),
  message: nullableText,
  expected: nullableText,
  actual: nullableText,
  hint: nullableText,
  location: nullableText,
  source: z.object({ file: z.string(), line: count }).nullable(),
  output: z.string(),
  difference: differenceSchema.nullable(),
});

const penaltySchema = z.object({
  id: z.string(),
  title: z.string(),
  points: z.number(),
  maxPoints: z.number(),
  applied: z.boolean(),
  message: nullableText,
  hint: nullableText.exactOptional(),
});

const diagnosisSchema = z.object({
  mistake: z.string(),
  says: z.string(),
  look: nullableText,
  how: z.enum(['behaviour', 'relation', 'trace', 'error', 'lint']),
  tests: z.array(z.string()),
});

const by = nullableText;

const reviewSchema = z.object({
  by,
  comment: nullableText,
  items: z.array(z.object({ title: z.string(), points: z.number() })),
  lines: z.array(z.object({ line: count.nullable(), quote: nullableText, comment: z.string(), by })),
  requests: z.array(z.object({ why: z.string(), reply: nullableText, by })),
});

const questionSchema = z.object({
  id: z.string(),
  title: z.string(),
  file: z.string(),
  points: z.number(),
  maxPoints: z.number(),
  withheldPoints: z.number().exactOptional(),
  tests: z.array(testSchema),
  penalties: z.array(penaltySchema),
  diagnostics: z.array(z.string()),
  waiting: z.boolean().exactOptional(),
  code: z.string().exactOptional(),
  review: reviewSchema.exactOptional(),
  // Reports from before diagnoses are read, too.
  diagnosis: diagnosisSchema.nullable().default(null),
});

/** What a student declares, as a report has it. */
export const declarationSchema = z.object({
  status: z.enum(['given', 'missing', 'invalid']),
  values: z
    .object({
      hours: z.number().nullable(),
      difficulty: z.number().nullable(),
      expectedGrade: z.number().nullable(),
      llmUse: nullableText,
      comments: nullableText,
    })
    .nullable(),
  problems: z.array(z.string()),
});

const retrainSchema = z.object({
  status: z.enum(['finished', 'stopped', 'failed', 'skipped']),
  message: nullableText,
  device: z.string(),
  dataset: z.string(),
  weights: z.string(),
  classes: z.array(z.string()),
  epochs: z.array(
    z.object({
      epoch: count,
      frozen: z.boolean(),
      trainLosses: z.array(measured),
      learningRates: z.array(measured),
      validLoss: measured,
      validAccuracy: measured,
      seconds: z.number(),
    }),
  ),
  test: z.object({ accuracy: measured, loss: measured, confusion: z.array(z.array(count)) }).nullable(),
  imagesPerSecond: z.number().nullable(),
  durationMs: z.number(),
  artifacts: z.array(z.string()),
});

const boundedBy = z.enum(['kernel', 'grader']);

/** The report contract as a schema; grader/schema/report.schema.json is generated from it. */
export const reportSchema = z.object({
  schema: z.literal('boletim/report/v1'),
  assignment: z.object({ id: z.string(), title: z.string(), version: z.string(), digest: z.string() }),
  submission: z.object({
    name: z.string(),
    digest: z.string(),
    missing: z.array(z.string()),
    ignored: z.array(z.string()),
  }),
  environment: z.object({
    node: z.string(),
    platform: z.string(),
    device: nullableText,
    sandbox: z.enum(['bwrap', 'process']),
    seed: z.number().nullable(),
    bounds: z.object({ memory: boundedBy, processes: boundedBy }).optional(),
  }),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  questions: z.array(questionSchema),
  declaration: declarationSchema,
  score: z.number(),
  maxScore: z.number(),
  warnings: z.array(z.string()),
  authorErrors: z.array(z.string()),
  retrain: retrainSchema.nullable(),
});

/** Fails to compile when the schema and the type differ in any field. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Flat<T> = T extends object ? { [Key in keyof T]: Flat<T[Key]> } : T;
const schemaIsTheType: Same<Flat<z.output<typeof reportSchema>>, Flat<Report>> = true;
void schemaIsTheType;
