import { z } from 'zod';

const by = z.string().min(1).optional().describe('Who wrote it.');
const at = z.string().optional().describe('When, as ISO 8601.');

const lineCommentSpec = z
  .strictObject({
    line: z.number().int().positive().describe("A line of the question's file, from 1."),
    quote: z
      .string()
      .optional()
      .describe('What the line says: the comment follows it into the next hand-in.'),
    comment: z.string().min(1).describe('For the student, in Markdown.'),
    by,
    at,
  })
  .describe('What a person says about one line.');

const questionReviewSpec = z
  .strictObject({
    points: z
      .number()
      .optional()
      .describe('Added to the question; negative takes off. It stays between 0 and its maximum.'),
    comment: z
      .string()
      .min(1)
      .optional()
      .describe('For the student, in Markdown. Needed where points change what tests gave.'),
    items: z.array(z.string()).optional().describe("What holds of the question's rubric, by id."),
    lines: z.array(lineCommentSpec).optional(),
    done: z.boolean().optional().describe('Nobody needs to look again.'),
    apart: z.boolean().optional().describe('Is no longer treated with the answers that failed alike.'),
    by,
    at,
  })
  .describe('What a person says about one answer.');

const replySpec = z
  .strictObject({
    question: z.string().optional().describe('What the request was about; left out where it named nothing.'),
    why: z.string().optional().describe("The request's words, where a student made several."),
    reply: z.string().min(1).describe('For the student, in Markdown.'),
    by,
    at,
  })
  .describe('An answer to a regrade request.');

/** reviews/<student>.yaml: what a person adds to the automatic grade. */
export const reviewSpec = z
  .strictObject({
    questions: z.record(z.string(), questionReviewSpec).default({}).describe('By question id.'),
    replies: z.array(replySpec).optional(),
    lateHours: z
      .number()
      .min(0)
      .optional()
      .describe('Hours after the deadline; the late policy does the rest.'),
    exempt: z
      .array(z.string())
      .default([])
      .describe('Questions that do not count; the others are scaled up to the full points.'),
    excused: z.boolean().default(false).describe('The whole assignment does not count for this student.'),
    comment: z.string().optional().describe('About the whole submission, for the student.'),
    by,
    at,
  })
  .describe('Manual review of one submission.');

export type ReviewSpec = z.infer<typeof reviewSpec>;
export type QuestionReviewSpec = z.infer<typeof questionReviewSpec>;
