import { z } from 'zod';
import { codeLines, findLine } from '@boletim/grader/report';
import type { ReviewSpec } from '@boletim/teaching/class';
import { changeSchema, LONGEST_TEXT, type Change } from './change';
import type { DeskStrings } from './i18n';
import type { DeskQuestion, DeskStudent } from './model';
import { codeDigest } from './pages/code';
import { pointsRange } from './pages/judgement';
import { pointsText } from './pages/layout';
import { requestKey } from './request-key';

const text = z.string().max(LONGEST_TEXT);
const target = { student: z.string(), question: z.string(), base: text, value: text };

/**
 * A change as the page sends it. A page where names are hidden knows neither a line's text nor a request's words: it says
 * where they stood.
 */
export const sentSchema = z.union([
  z.strictObject({
    ...target,
    field: z.literal('line'),
    line: z.number().int().positive(),
    gone: z.boolean(),
    code: z.string(),
  }),
  z.strictObject({ ...target, field: z.literal('reply'), request: z.string() }),
  z.strictObject({
    ...target,
    field: z.literal('points'),
    base: z.number().nullable(),
    value: z
      .union([z.number(), text])
      .nullable()
      .describe('A text that is no number is refused with the range.'),
  }),
  changeSchema,
]);

export type Sent = z.infer<typeof sentSchema>;

/** What a change is about. */
export interface Subject {
  student: DeskStudent;
  question: DeskQuestion;
  review: ReviewSpec;
  strings: DeskStrings;
}

/** The change to a review that a page asks for, or why it cannot be made. */
export function resolveChange(sent: Sent, subject: Subject): Change | { refused: string } {
  if ('code' in sent) return resolveLine(sent, subject);
  if ('request' in sent) return resolveReply(sent, subject);
  const { question, strings } = subject;
  if (sent.field === 'points') {
    const problem = pointsProblem(sent.value, question, strings);
    if (problem !== null) return { refused: problem };
    return { ...sent, value: sent.value as number | null };
  }
  if (sent.field === 'items') {
    const { items = [], choose = 'many' } = question.rubric ?? {};
    const known = sent.value.every((id) => items.some((item) => item.id === id));
    if (!known || (choose === 'one' && sent.value.length > 1)) return { refused: strings.refusals.items };
  }
  return sent;
}

/** Why somebody cannot give so many points, or such a text as points; null where it can be. */
export function pointsProblem(
  points: number | string | null,
  question: DeskQuestion,
  strings: DeskStrings,
): string | null {
  const [low, high] = pointsRange(question);
  const fits = typeof points === 'number' && points >= low && points <= high;
  if (points === null || fits) return null;
  return strings.refusals.points(pointsText(low, strings), pointsText(high, strings));
}

function resolveLine(
  { student, question: id, line, gone, code, base, value }: Extract<Sent, { code: string }>,
  { student: { answers }, question, review, strings }: Subject,
): Change | { refused: string } {
  const now = answers.get(question.id)?.code ?? '';
  if (codeDigest(now) !== code) return { refused: strings.refusals.code };
  const lines = codeLines(now);
  const known = (review.questions[id]?.lines ?? []).find((said) => {
    const place = findLine(lines, { line: said.line, quote: said.quote ?? null });
    return gone ? place === null && said.line === line : place === line;
  });
  const quote = known ? (known.quote ?? '') : (lines[line - 1] ?? '');
  return { student, question: id, field: 'line', line: known?.line ?? line, quote, base, value };
}

function resolveReply(
  { student, base, value, request: key }: Extract<Sent, { request: string }>,
  { student: { requests }, strings }: Subject,
): Change | { refused: string } {
  const request = requests.find((one) => requestKey(one) === key);
  if (!request) return { refused: strings.refusals.request };
  return { student, question: request.question ?? '', field: 'reply', why: request.why, base, value };
}
