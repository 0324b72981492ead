import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { UsageError } from '../errors';
import { parseReport } from '../report/report-schema';
import type { Report } from '../report/report';
import type { ClassAssignment, ClassRow } from './class-row';

const problem = z.object({ code: z.string(), message: z.string() });
const finalQuestion = z.object({
  id: z.string(),
  title: z.string(),
  automatic: z.number(),
  adjustment: z.number(),
  comment: z.string().nullable(),
  exempt: z.boolean(),
  points: z.number(),
  maxPoints: z.number(),
});

const recordedRow = z.object({
  id: z.string().describe('Names the student.'),
  name: z.string(),
  slug: z.string().describe('Names the files below students/ and instructor/.'),
  origin: z.string().nullable().describe('The folder or file that was graded.'),
  outcome: z.enum(['graded', 'not-gradable', 'no-submission', 'grader-fault']),
  problem: problem.nullable(),
  notes: z.array(z.string()),
  grade: z.object({
    questions: z.array(finalQuestion),
    earned: z.number(),
    latePoints: z.number(),
    latePercent: z.number(),
    lateHours: z.number(),
    lateReason: z.string().nullable(),
    score: z.number(),
    maxScore: z.number(),
    excused: z.boolean(),
    comment: z.string().nullable(),
  }),
});

const recordSchema = z.object({
  schema: z.literal('boletim/class/v1'),
  assignment: z.object({ id: z.string(), title: z.string(), version: z.string() }),
  rows: z.array(recordedRow),
});

/** class.json: what a class run found, for scripts and for `boletim compare`. */
export type ClassRecord = z.infer<typeof recordSchema>;
export type RecordedRow = ClassRecord['rows'][number];

/** The rows as they are written to class.json; the reports lie beside it. */
export function classRecord(rows: readonly ClassRow[], { id, title, version }: ClassAssignment): ClassRecord {
  return {
    schema: 'boletim/class/v1',
    assignment: { id, title, version },
    rows: rows.map(({ student, slug, origin, outcome, problem: found, notes, grade }) => {
      return { id: student.id, name: student.name, slug, origin, outcome, problem: found, notes, grade };
    }),
  };
}

/** Reads class.json of an output folder. Throws a UsageError when the folder holds none. */
export function readClassRecord(folder: string): ClassRecord {
  const file = path.join(folder, 'class.json');
  if (!fs.existsSync(file))
    throw new UsageError(`${folder} has no class.json; give the output folder of boletim class.`);
  const parsed = recordSchema.safeParse(JSON.parse(fs.readFileSync(file, 'utf8')));
  if (!parsed.success)
    throw new UsageError(`${file} was not written by boletim class: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The teacher's copy of a student's report; null when there is none. */
export function readRecordedReport(folder: string, row: RecordedRow): Report | null {
  const file = path.join(folder, 'instructor', `${row.slug}.json`);
  return fs.existsSync(file) ? parseReport(fs.readFileSync(file, 'utf8')) : null;
}
