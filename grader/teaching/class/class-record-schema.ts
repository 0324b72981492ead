import { z } from 'zod';
import { LANGS } from '../../reporters/i18n';
import { PROBLEM_CODES } from '../../submission/problem';

const problemSchema = z.object({
  code: z.enum([...PROBLEM_CODES, 'grader-fault']).describe('For scripts.'),
  message: z.string().describe('In words, for the instructor.'),
});

const questionSchema = z.object({
  id: z.string(),
  title: z.string(),
  automatic: z.number().describe('What the tests gave.'),
  adjustment: z.number().describe('What the review changed.'),
  comment: z.string().nullable().describe("The reviewer's words."),
  exempt: z.boolean().describe('Does not count; the others are scaled up to the full points.'),
  points: z.number().describe('After the review.'),
  maxPoints: z.number(),
});

const gradeSchema = z.object({
  questions: z.array(questionSchema),
  earned: z.number().describe('Sum of the questions after the review, before lateness.'),
  latePoints: z.number().describe('What lateness cost; zero or negative.'),
  latePercent: z.number().min(0).max(100).describe('The part of the earned points that lateness cost.'),
  lateHours: z.number().nonnegative(),
  lateReason: z.string().nullable(),
  score: z.number().describe('What goes out; not rounded.'),
  maxScore: z.number(),
  excused: z.boolean().describe('The assignment does not count for this student; no score goes out.'),
  comment: z.string().nullable().describe("The reviewer's word on the whole submission."),
});

const identity = (whose: string) => z.string().default('').describe(`${whose}; empty when not known.`);

const rowSchema = z.object({
  id: z.string().describe('Names the student.'),
  name: z.string(),
  email: identity('E-mail address'),
  username: identity('Login'),
  idNumber: identity("The institution's number"),
  canvasId: identity("Canvas' number"),
  moodleId: identity("Moodle's number of the participant, or of the group"),
  section: identity('Section'),
  slug: z.string().describe('Names the files below students/ and instructor/.'),
  origin: z.string().nullable().describe('The folder or file that was graded.'),
  outcome: z.enum(['graded', 'not-gradable', 'no-submission', 'grader-fault']),
  problem: problemSchema.nullable().describe('Why it was not graded.'),
  notes: z.array(z.string()).describe('What the instructor may want to know.'),
  grade: gradeSchema,
});

/** class.json as a schema; grader/class/schema/class.schema.json is generated from it. */
export const classRecordSchema = z.object({
  schema: z.literal('boletim/class/v1'),
  assignment: z.object({ id: z.string(), title: z.string(), version: z.string() }),
  lang: z.enum(LANGS).default('en').describe("Language of the students' reports."),
  released: z
    .boolean()
    .default(false)
    .describe("Whether students' reports show the tests that wait for release."),
  rows: z.array(rowSchema).describe('One a student, in the order of the roster.'),
});
