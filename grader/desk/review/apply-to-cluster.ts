import { z } from 'zod';
import type { ReviewSpec } from '@boletim/teaching/class';
import { LONGEST_TEXT, type Change, type Saved } from './change';
import type { Desk } from './desk';
import type { DeskStrings } from './i18n';
import type { DeskQuestion, DeskStudent } from './model';
import { pointsText } from './pages/layout';
import { pointsProblem } from './resolve';
import { shareComment, shareItems, sharePoints } from './shared';

const text = z.string().max(LONGEST_TEXT);
const items = z.array(z.string());

/** One judgement for every answer of a cluster: what the page began with, and what it is now. */
export const judgementSchema = z.strictObject({
  question: z.string(),
  cluster: z.string(),
  comment: z.strictObject({ base: text, value: text }),
  items: z.strictObject({ base: items, value: items }),
  points: z.strictObject({ base: z.number().nullable(), value: z.union([z.number(), text]).nullable() }),
  done: z.boolean(),
});

type Judgement = z.infer<typeof judgementSchema>;

export interface Applied {
  /** Answers that have it now. */
  applied: number;
  /** Answers that kept something, and why. */
  untouched: string[];
}

/** Gives a judgement to every answer of a cluster that has not left it. Doing it twice changes nothing more. */
export async function applyToCluster(
  desk: Desk,
  judgement: Judgement,
  strings: DeskStrings,
): Promise<Applied | { refused: string }> {
  const question = await desk.question(judgement.question);
  if (!question) return { refused: strings.refusals.question };
  const cluster = await desk.cluster(question.id, judgement.cluster);
  if (!cluster) return { refused: strings.refusals.cluster };
  const problem = problemOf(judgement, question, strings);
  if (problem !== null) return { refused: problem };
  const result: Applied = { applied: 0, untouched: [] };
  for (const student of cluster.students) {
    const told = await applyToOne(desk, student, { question, judgement, strings });
    if (told === null) continue;
    if (told.length === 0) result.applied += 1;
    else result.untouched.push(`${student.label}: ${told.join(', ')}`);
  }
  return result;
}

function problemOf(
  { points, comment }: Judgement,
  question: DeskQuestion,
  strings: DeskStrings,
): string | null {
  const isMute = !question.manual && (points.value ?? 0) !== 0 && comment.value.trim() === '';
  return pointsProblem(points.value, question, strings) ?? (isMute ? strings.sayWhy : null);
}

interface Context {
  question: DeskQuestion;
  judgement: Judgement;
  strings: DeskStrings;
}

/** What an answer kept of its own, in words; null for one that has left its cluster. */
async function applyToOne(desk: Desk, student: DeskStudent, context: Context): Promise<string[] | null> {
  const { question, strings } = context;
  const { review, problem } = await desk.review(student);
  if (!review) return [problem];
  const own = review.questions[question.id] ?? {};
  if (own.apart) return null;
  const { changes, kept } = changesOf(own, student, context);
  for (const change of changes) {
    const saved = await desk.save(change);
    if (saved.status !== 'saved') return [...kept, whyNot(saved, strings)];
  }
  return kept;
}

function whyNot(saved: Exclude<Saved, { status: 'saved' }>, strings: DeskStrings): string {
  return saved.status === 'refused' ? saved.message : (saved.by ?? strings.somebody);
}

/** A text that is no number has been refused. */
function numberOf(points: number | string | null): number | null {
  return typeof points === 'number' ? points : null;
}

type Own = Partial<ReviewSpec['questions'][string]>;

function changesOf(
  { comment = '', items: chosen = [], points: given, done = false }: Own,
  student: DeskStudent,
  { question, judgement, strings }: Context,
): { changes: Change[]; kept: string[] } {
  const points = given ?? null;
  const target = { student: student.key, question: question.id };
  const shared = {
    items: shareItems(chosen, { ...judgement.items, choose: question.rubric?.choose ?? 'many' }),
    points: sharePoints(points, { base: judgement.points.base, value: numberOf(judgement.points.value) }),
  };
  const changes: Change[] = [
    { ...target, field: 'comment', base: comment, value: shareComment(comment, judgement.comment) },
  ];
  const kept: string[] = [];
  if (shared.items) changes.push({ ...target, field: 'items', base: chosen, value: shared.items });
  else kept.push(strings.hasOwn(strings.rubric));
  if (shared.points) changes.push({ ...target, field: 'points', base: points, value: shared.points.points });
  else kept.push(strings.hasOwn(`${strings.points} ${pointsText(points!, strings)}`));
  if (judgement.done) changes.push({ ...target, field: 'done', base: done, value: true });
  return { changes, kept };
}
