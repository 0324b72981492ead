import { z } from 'zod';
import { sumPoints } from '@boletim/grader/report';

const text = z.string().min(1);
const counts = z.enum(['zero', 'leave-out']);

const assignmentSpec = z.strictObject({
  class: text.describe('The output folder of boletim class, relative to term.yaml.'),
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'use letters, digits, ".", "_" and "-"')
    .refine((id) => id !== 'total', '"total" is a column of its own')
    .optional()
    .describe("What tables call it; the assignment's id by default."),
  title: text.optional().describe("The assignment's title by default."),
  weight: z
    .number()
    .positive()
    .default(1)
    .describe('How much it counts beside the others of its group, whatever it is out of.'),
  neverDropped: z.boolean().default(false).describe('No drop rule takes it.'),
  missing: counts.optional().describe('In place of the `missing` of the term, for this assignment alone.'),
  excused: z.array(text).default([]).describe('Ids of students for whom it does not count.'),
  names: text.optional().describe('Who the anonymous submissions are of, as for boletim class --names.'),
  canvasColumn: text.optional().describe('The column as Canvas exports it, like "Lab 1 (123)".'),
});

const groupSpec = z
  .strictObject({
    title: text.describe('What the group is called, like "Labs".'),
    weight: z.number().positive().describe('Per cent of the total; those of all groups are 100 together.'),
    dropLowest: z.int().min(0).default(0).describe('How many of the lowest results do not count.'),
    dropHighest: z.int().min(0).default(0).describe('How many of the highest results do not count.'),
    assignments: z.array(assignmentSpec).min(1),
  })
  .superRefine(({ dropLowest, dropHighest, assignments }, context) => {
    const dropped = dropLowest + dropHighest;
    const report = (message: string, path: PropertyKey[]) =>
      context.addIssue({ code: 'custom', message, path });
    if (dropped >= assignments.length)
      report(`drops ${dropped} of ${assignments.length}, and nothing would be left`, [
        dropLowest > 0 ? 'dropLowest' : 'dropHighest',
      ]);
    const weighed = assignments.findIndex(({ weight }) => weight !== 1);
    if (dropped > 0 && weighed >= 0)
      report(
        'a group that drops results counts each of them the same; remove the weight, or make a group of its own',
        ['assignments', weighed, 'weight'],
      );
  });

/** term.yaml: which assignments make up a term, and how. */
export const termSpec = z
  .strictObject({
    title: text.describe('Of the page, and of the column in Moodle.'),
    points: z.number().positive().default(100).describe('What the whole term is out of.'),
    decimals: z
      .int()
      .min(0)
      .max(4)
      .default(2)
      .describe('Of the total; it is rounded once, half up, when it is shown.'),
    missing: counts.describe(
      'What an assignment counts for which nothing was handed in, or after the cutoff.',
    ),
    absent: counts
      .optional()
      .describe('What an assignment counts whose class a student was not in; without it there is no total.'),
    roster: text
      .optional()
      .describe('Who gets a row, and in which order; by default everybody of the classes.'),
    canvas: text.optional().describe("Canvas' gradebook as exported, to be filled: one file for everybody."),
    same: z
      .array(z.array(text).min(2))
      .default([])
      .describe('Ids of one student, where classes use several; the first is taken.'),
    groups: z.array(groupSpec).min(1),
  })
  .superRefine(({ groups }, context) => {
    const report = (message: string, path: PropertyKey[]) =>
      context.addIssue({ code: 'custom', message, path });
    const sum = sumPoints(groups.map(({ weight }) => weight));
    if (sum !== 100) report(`the weights are ${sum} together; they are per cent, and make 100`, ['groups']);
    const titles = groups.map(({ title }) => title);
    const twice = titles.findIndex((title, at) => titles.indexOf(title) < at);
    if (twice >= 0) report('another group has this title', ['groups', twice, 'title']);
  })
  .describe('How the assignments of a term make one grade; boletim term reads it.');

export type TermSpec = z.infer<typeof termSpec>;
export type TermAssignmentSpec = TermSpec['groups'][number]['assignments'][number];
export type Counts = z.infer<typeof counts>;
