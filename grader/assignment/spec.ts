import { z } from 'zod';
import { cutoffText, deadlineText, timeZone } from './date-fields';

/** Slugs name things in YAML, suites, reports and files alike. */
const id = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'use lower-case letters, digits and single hyphens, like "one-channel-block"',
  );

const relativePath = z
  .string()
  .regex(
    /^(?!\.{0,2}(\/|$))(?!.*\/\.{0,2}(\/|$))[^\\:\0]+$/,
    'use a plain relative path like src/freeze.ts: with "/", without "." and ".." parts',
  );

const folderPath = z
  .string()
  .regex(/^(?!\/)[^\\:\0]+$/, 'use a relative path like .. or ../reference, with "/"');

/** What students read: once for all languages, or in each. */
const text = z.union([
  z.string().min(1),
  z.strictObject({ en: z.string().min(1), 'pt-BR': z.string().min(1) }),
]);

/** Timers of Node end after 24 days. */
const seconds = z.number().positive().max(1_000_000);

/** Node takes a hundred before anything of a course runs. */
const megabytes = z.number().int().min(128);

const testSpec = z
  .strictObject({
    id: id.describe('Names the test; a suite defines exactly one test with this id.'),
    points: z.number().min(0).describe('What passing the test earns.'),
    visibility: z
      .enum(['always', 'after-release', 'never'])
      .optional()
      .describe("Who may see it in a student's report. Public tests: always; hidden tests: after-release."),
    timeoutSeconds: seconds
      .optional()
      .describe("What the test's calls into student code may take; the assignment's limit otherwise."),
  })
  .describe('One test of a question.');

const penaltySpec = z
  .strictObject({
    id: id.describe('Names the penalty; a suite defines exactly one penalty check with this id.'),
    points: z.number().negative().describe('What is taken off when the check fails. Negative.'),
  })
  .describe('Points taken off a question when a check fails; the question never falls below zero.');

/** Text that students read, in one language for all or in each. */
const localText = z
  .union([z.string().min(1), z.strictObject({ en: z.string().min(1), 'pt-BR': z.string().min(1) })])
  .describe('One text, or one in each language.');

const rubricItemSpec = z
  .strictObject({
    id: id.describe('Names the item in reviews.'),
    points: z.number().describe('Given when the item is chosen; negative takes off.'),
    title: localText.describe('What it says about an answer, for its student.'),
  })
  .describe('One thing that a reviewer may say about an answer.');

const rubricSpec = z
  .strictObject({
    choose: z.enum(['one', 'many']).default('many').describe('How many items may hold for one answer.'),
    items: z.array(rubricItemSpec).min(1),
  })
  .describe('What a reviewer chooses from.');

const questionFields = {
  id: id.describe('Names the question; the suite file calls suite() with this id.'),
  title: text.describe('What a student reads.'),
  points: z.number().positive().describe("The question's weight; its tests' points add up to it."),
  file: relativePath.describe('The file of the submission that answers it, relative to the assignment.'),
  start: text.optional().describe('What to do first when nothing is written yet: one sentence.'),
  rubric: rubricSpec.optional(),
};

const testedQuestionSpec = z
  .strictObject({
    ...questionFields,
    manual: z.literal(false).optional(),
    function: z
      .string()
      .regex(/^[A-Za-z_]\w*$/, 'use the name of a function, like getBatchAt')
      .describe('The name that the file exports.'),
    suite: relativePath.describe(
      'The file with its suite, relative to this file; several questions may share one.',
    ),
    tests: z.array(testSpec).min(1),
    penalties: z.array(penaltySpec).default([]),
  })
  .describe('One question: one file, one function, one suite.');

const manualQuestionSpec = z
  .strictObject({
    ...questionFields,
    manual: z.literal(true).describe('A person gives the points; there are no tests.'),
  })
  .describe('A question that a person reads: one file, no tests.');

const questionSpec = z.discriminatedUnion('manual', [testedQuestionSpec, manualQuestionSpec]);

export const limitsSpec = z
  .strictObject({
    testSeconds: seconds
      .default(5)
      .describe('What one test may compute and wait; not what it waits for a busy processor.'),
    submissionSeconds: seconds
      .default(300)
      .describe('The same of all tests together, of which the tests of each file are kept a share.'),
    memoryMegabytes: megabytes.default(2048).describe('Resident memory of the sandbox.'),
    outputKilobytes: z.number().int().positive().default(64).describe('Printed text kept for each test.'),
    fileKilobytes: z.number().int().positive().default(256).describe('Size of one submitted file.'),
    processes: z.number().int().positive().default(64).describe('Processes and threads in the sandbox.'),
  })
  .describe('What a submission may use.');

const percent = z.number().min(0).max(100);

const latePolicySpec = z
  .strictObject({
    policy: z.enum(['none', 'percent-per-day', 'percent-per-hour']).default('none'),
    percentPerDay: percent.default(10).describe('Taken off for each day begun.'),
    percentPerHour: percent.default(1).describe('Taken off for each hour begun.'),
    graceHours: z.number().min(0).default(0).describe('Hours after the deadline that cost nothing.'),
    maxPercent: percent.default(100).describe('Lateness never costs more.'),
  })
  .describe('What a late submission loses.');

const handInSpec = z
  .strictObject({
    attempts: z.number().int().positive().optional().describe('How often a student may hand in.'),
    hiddenResultsPerDay: z
      .number()
      .int()
      .min(0)
      .optional()
      .describe(
        'How many hand-ins of one day (UTC) show what hidden tests found; later ones wait for release.',
      ),
  })
  .describe('What `boletim serve` takes.');

const fetchSpec = z
  .strictObject({
    urls: z.array(z.url()).min(1).describe('Tried in order.'),
    file: relativePath.describe("Name in the user's cache folder."),
    bytes: z.number().int().positive().optional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  })
  .describe('Something that `npm run fetch` can download when asked to.');

const trainingSpec = {
  epochs: z
    .number()
    .int()
    .min(0)
    .default(1)
    .describe('Epochs with every layer learning, after the frozen one.'),
  batchSize: z.number().int().positive().default(64),
  imageSize: z.number().int().positive().default(192).describe('Side of the images, in pixels.'),
  augment: z
    .enum(['all', 'flip'])
    .default('all')
    .describe('How training images are varied; `flip` moves no pixel between others, which textures need.'),
};

const retrainSpec = z
  .strictObject({
    ...trainingSpec,
    data: id.optional().describe('What of `fetch` is the data set: a folder with train, valid and test.'),
    weights: id.optional().describe('What of `fetch` are the pretrained weights.'),
    shipped: z
      .strictObject({
        ...trainingSpec,
        folder: relativePath.describe('A data set that lies beside this file.'),
        title: z.string().min(1).describe('What it is, in a few words.'),
      })
      .describe('What is trained on, with weights drawn from a seed, when the rest cannot be had.'),
    memoryMegabytes: megabytes.default(8192).describe('Resident memory of the sandbox.'),
    hours: z.number().positive().max(500).default(24).describe('Wall time of the whole training.'),
  })
  .describe('The training that RETRAIN=1 adds after the tests. The lab must have a function `retrain`.');

/** assignment.yaml: everything about an assignment that is not code. */
export const assignmentSpec = z
  .strictObject({
    id: id.describe('The folder name below assignments/.'),
    version: z.string().regex(/^\d+\.\d+\.\d+$/, 'use a version like 1.0.0'),
    title: text,
    lab: relativePath.describe('The module that gives suites and students what they work with.'),
    inputs: relativePath.optional().describe('Extra folder of given data that a sandbox may read.'),
    files: z.array(relativePath).min(1).describe('The only files that are taken from a submission.'),
    declaration: relativePath.optional().describe('YAML file of hours, difficulty, expected grade, LLM use.'),
    limits: limitsSpec.prefault({}),
    timeZone: timeZone.optional().describe('Where the hours of this file are meant, like America/Sao_Paulo.'),
    due: deadlineText.optional().describe('The last minute that is in time, like 2026-12-04 23:59.'),
    late: latePolicySpec.prefault({}),
    cutoff: cutoffText
      .optional()
      .describe(
        'Later work is graded and does not count: like `2026-12-11 23:59`, or `+ 7 days` after the deadline.',
      ),
    handIn: handInSpec.prefault({}),
    fetch: z.record(id, fetchSpec).default({}),
    retrain: retrainSpec.optional(),
    questions: z.array(questionSpec).min(1),
  })
  .describe('A Boletim assignment.');

const hiddenQuestionSpec = z.strictObject({
  id: id.describe('A question of the assignment.'),
  suite: relativePath.describe(
    'The file with its hidden suite, relative to this file; several questions may share one.',
  ),
  share: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe(
      "The part of the question's points that hidden tests decide; public tests keep the rest. Points inside each part keep their proportions.",
    ),
  tests: z.array(testSpec).min(1),
});

/** hidden.yaml: what an instructor adds to an assignment. */
export const hiddenSpec = z
  .strictObject({
    assignment: id.describe('The assignment these hidden suites belong to.'),
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+$/, 'use a version like 1.0.0')
      .optional()
      .describe('The version of the assignment that these suites were written for; another one is refused.'),
    reference: folderPath
      .optional()
      .describe(
        'The folder of the reference solution, relative to this file: what `reference()` of a hidden test asks.',
      ),
    questions: z.array(hiddenQuestionSpec).min(1),
  })
  .describe('Hidden suites of a Boletim assignment.');

/** declaration.yaml: what a student tells about the work; worth no points. */
export const declarationSpec = z
  .strictObject({
    hours: z.number().min(0).max(1000).nullable().describe('Hours spent.'),
    difficulty: z.number().min(0).max(10).nullable().describe('How hard it was, 0 to 10.'),
    expectedGrade: z.number().min(0).max(10).nullable().describe('The grade you expect, 0 to 10.'),
    llmUse: z.string().max(20_000).nullable().describe('Language models: which, for what, or "none".'),
    comments: z.string().max(20_000).nullable().describe('Anything the course should know.'),
  })
  .describe('Hours, difficulty and comments.');

/** assignment.yaml as it is written: its texts may be in several languages. */
export type WrittenSpec = z.infer<typeof assignmentSpec>;
type WrittenQuestion = WrittenSpec['questions'][number];

/** The same in one language. */
export type QuestionSpec = InOneLanguage<WrittenQuestion>;
type InOneLanguage<Question> = Question extends unknown
  ? Omit<Question, 'title' | 'start'> & { title: string; start?: string | undefined }
  : never;
export interface AssignmentSpec extends Omit<WrittenSpec, 'title' | 'questions'> {
  title: string;
  questions: QuestionSpec[];
}
export type RubricSpec = z.infer<typeof rubricSpec>;
export type LimitsSpec = AssignmentSpec['limits'];
export type RetrainSpec = z.infer<typeof retrainSpec>;
export type HiddenSpec = z.infer<typeof hiddenSpec>;
