import { z } from 'zod';
import { LONGEST_TEXT, type Change, type Saved } from './change';
import type { Desk } from './desk';
import type { DeskStrings } from './i18n';
import type { DeskQuestion, DeskStudent } from './model';
import { shareComment, shareItems } from './shared';

/** One judgement for every answer of a cluster. */
export const sharedSchema = z.strictObject({
  question: z.string(),
  cluster: z.string(),
  comment: z.strictObject({ base: z.string().max(LONGEST_TEXT), value: z.string().max(LONGEST_TEXT) }),
  items: z.strictObject({ base: z.array(z.string()), value: z.array(z.string()) }),
  points: z.number().nullable(),
  done: z.boolean(),
});

export type Shared = z.infer<typeof sharedSchema>;

export interface Applied {
  /** Answers that have it now. */
  applied: number;
  /** Answers that were left as they are, and why. */
  untouched: string[];
}

/** Gives a judgement to every answer of a cluster that has not left it. Doing it twice changes nothing more. */
export async function applyToCluster(
  desk: Desk,
  shared: Shared,
  strings: DeskStrings,
): Promise<Applied | { refused: string }> {
  const question = await desk.question(shared.question);
  if (!question) return { refused: strings.refusals.question };
  const cluster = await desk.cluster(question.id, shared.cluster);
  if (!cluster) return { refused: strings.refusals.cluster };
  const result: Applied = { applied: 0, untouched: [] };
  for (const student of cluster.students) {
    const saved = await applyToOne(desk, student, { question, shared });
    if (saved === null) continue;
    if (saved.status === 'saved') result.applied += 1;
    else result.untouched.push(`${student.label}: ${saved.status === 'refused' ? saved.message : saved.by}`);
  }
  return result;
}

/** Null for an answer that has left its cluster. */
async function applyToOne(
  desk: Desk,
  student: DeskStudent,
  { question, shared }: { question: DeskQuestion; shared: Shared },
): Promise<Saved | null> {
  const { review, problem } = await desk.review(student);
  if (!review) return { status: 'refused', message: problem };
  const own = review.questions[question.id];
  if (own?.apart) return null;
  const { comment = '', items = [], points = null, done = false } = own ?? {};
  const choose = question.rubric?.choose ?? 'many';
  const target = { student: student.key, question: question.id };
  const changes: Change[] = [
    { ...target, field: 'comment', base: comment, value: shareComment(comment, shared.comment) },
    { ...target, field: 'items', base: items, value: shareItems(items, { ...shared.items, choose }) },
    ...(shared.points === null
      ? []
      : [{ ...target, field: 'points' as const, base: points, value: shared.points }]),
    ...(shared.done ? [{ ...target, field: 'done' as const, base: done, value: true }] : []),
  ];
  for (const change of changes) {
    const saved = await desk.save(change);
    if (saved.status !== 'saved') return saved;
  }
  return { status: 'saved' };
}
