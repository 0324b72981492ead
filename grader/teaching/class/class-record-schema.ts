import { z } from 'zod';
import { LANGS } from '@boletim/grader/reporters';
import { TIME_SOURCES } from './dates/student-dates';
import { LATENESS_SOURCES } from './lateness';
import { PROBLEM_CODES } from '@boletim/grader/submission';

const problemSchema = z.object({
  code: z.enum([...PROBLEM_CODES, 'grader-fault']).describe('For scripts.'),
  message: z.string().describe('In words, for the instructor.'),
});

const questionSchema = z.object({
  id: z.string(),
  title: z.string(),
  automatic: z.number().describe('What the tests gave.'),
  adjustment: z.number().describe('What the review changed.'),
  comment: z.string().nullable().describe("The reviewer's words, in Markdown."),
  items: z
    .array(z.object({ id: z.string(), title: z.string(), points: z.number() }))
    .default([])
    .describe('What holds of the rubric.'),
  lines: z
    .array(
      z.object({
        line: z.number(),
        quote: z.string().nullable(),
        comment: z.string(),
        by: z.string().nullable(),
      }),
    )
    .default([])
    .describe("Comments at lines of the question's file."),
  by: z.string().nullable().default(null).describe('Who reviewed it last.'),
  waiting: z.boolean().default(false).describe('A person gives the points, and nobody has yet.'),
  exempt: z.boolean().describe('Does not count; the others are scaled up to the full points.'),
  points: z.number().describe('After the review.'),
  maxPoints: z.number(),
});

const requestSchema = z.object({
  question: z.string().nullable().describe('Null where the student named none.'),
  why: z.string(),
  reply: z.string().nullable().describe('Null while it waits for an answer.'),
  by: z.string().nullable().describe('Who answered.'),
});

const instant = z.string().describe('ISO 8601, UTC.');

const datesSchema = z.object({
  zone: z.string().describe('In which pages show these times.'),
  due: instant.describe("The student's own deadline, extension included."),
  cutoff: instant.nullable().describe('Later work does not count; null without a cutoff.'),
  handedIn: instant.nullable().describe('Null where nobody knows, or nothing was handed in.'),
  timeFrom: z.enum(TIME_SOURCES).nullable().describe('Who said when it was handed in.'),
  extension: z.object({ until: instant, reason: z.string() }).nullable(),
});

const gradeSchema = z.object({
  questions: z.array(questionSchema),
  earned: z.number().describe('Sum of the questions after the review, before lateness.'),
  latePoints: z.number().describe('What lateness cost; zero or negative.'),
  latePercent: z.number().min(0).max(100).describe('The part of the earned points that lateness cost.'),
  lateHours: z.number().nonnegative(),
  lateReason: z.string().nullable(),
  lateFrom: z
    .enum(LATENESS_SOURCES)
    .default('unknown')
    .describe("From what it is known how late it was: a person, times, or only the platform's mark."),
  dates: datesSchema.nullable().default(null).describe('Null where the assignment has no deadline.'),
  afterCutoff: z
    .string()
    .nullable()
    .default(null)
    .describe('Why it was graded and does not count; null when it counts.'),
  score: z.number().describe('What goes out; not rounded.'),
  maxScore: z.number(),
  excused: z.boolean().describe('The assignment does not count for this student; no score goes out.'),
  comment: z.string().nullable().describe("The reviewer's word on the whole submission."),
  requests: z.array(requestSchema).default([]).describe('What the student asked to be looked at again.'),
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
  anonymousId: identity("Canvas' name for who stays anonymous"),
  section: identity('Section'),
  slug: z.string().describe('Names the files below students/ and instructor/.'),
  origin: z.string().nullable().describe('The folder or file that was graded.'),
  outcome: z.enum(['graded', 'not-gradable', 'no-submission', 'grader-fault']),
  problem: problemSchema.nullable().describe('Why it was not graded.'),
  group: z.string().nullable().default(null).describe('The group that it was handed in for.'),
  lookAlikes: z
    .array(z.object({ file: z.string(), path: z.string() }))
    .default([])
    .describe('Files that are not there, beside what may have been meant by them.'),
  notes: z.array(z.string()).describe('What the instructor may want to know.'),
  doubts: z
    .array(z.string())
    .default([])
    .describe('Those of the notes that say why it is not sure whose something is.'),
  grade: gradeSchema,
  withheld: z.boolean().default(false).describe('No score goes out: a question waits for a person.'),
});

/** class.json as a schema; grader/teaching/schema/class.schema.json is generated from it. */
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
