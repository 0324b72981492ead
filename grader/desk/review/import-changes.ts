import { codeLines } from '@boletim/grader/report';
import type { RegradeRequest, ReviewSpec } from '@boletim/teaching/class';
import type { Change } from './change';
import type { DeskQuestion, DeskStudent } from './model';
import type { ReviewRow } from './review-table';
import { shareComment } from './shared';

/** What a row of a table is about. */
export interface Place {
  row: ReviewRow;
  student: DeskStudent;
  /** Null for a reply to who named no question. */
  question: DeskQuestion | null;
  /** The line that an item names. */
  line: number | null;
  points: number | null;
}

/** The changes that a row makes to a review. */
export function changesOf(
  { row, student, question, line, points }: Place,
  review: ReviewSpec | undefined,
): Change[] {
  const target = { student: student.key, question: question?.id ?? '' };
  const own = (question && review?.questions[question.id]) ?? {};
  const [done, apart] = [yesOrNo(row.done), yesOrNo(row.apart)];
  const changes: (Change | false)[] = [
    row.item !== '' && line === null && itemChange({ row, question: question!, own, target }),
    points !== null && { ...target, field: 'points', base: own.points ?? null, value: points },
    row.comment !== '' && line === null && commentChange(own.comment ?? '', row, target),
    line !== null && lineChange({ row, student, line, own, target }),
    typeof done === 'boolean' && { ...target, field: 'done', base: own.done ?? false, value: done },
    typeof apart === 'boolean' && { ...target, field: 'apart', base: own.apart ?? false, value: apart },
    row.reply !== '' && replyChange(row, { student, review, target }),
  ];
  return changes.filter((change) => change !== false);
}

interface Target {
  student: string;
  question: string;
}

type Own = Partial<ReviewSpec['questions'][string]>;

interface Part {
  row: ReviewRow;
  own: Own;
  target: Target;
}

function itemChange({ row, question, own, target }: Part & { question: DeskQuestion }): Change {
  const items = own.items ?? [];
  const more = question.rubric?.choose === 'one' ? [row.item] : [...new Set([...items, row.item])];
  return { ...target, field: 'items', base: items, value: more };
}

function commentChange(base: string, row: ReviewRow, target: Target): Change {
  return { ...target, field: 'comment', base, value: shareComment(base, { base: '', value: row.comment }) };
}

function lineChange({
  row,
  own,
  target,
  student,
  line,
}: Part & { student: DeskStudent; line: number }): Change {
  const now = codeLines(student.answers.get(target.question)?.code ?? '')[line - 1] ?? '';
  const quote = row.quote === '' ? now : row.quote;
  const base = own.lines?.find((said) => said.line === line)?.comment ?? '';
  const value = shareComment(base, { base: '', value: row.comment });
  return { ...target, field: 'line', line, quote, base, value };
}

/** Without words of the request, a reply is to the student's only one about the question. */
function replyChange(
  row: ReviewRow,
  { student, review, target }: { student: DeskStudent; review: ReviewSpec | undefined; target: Target },
): Change {
  const about = requestsAbout(student, target.question);
  const why = row.why === '' && about.length === 1 ? about[0]!.why : row.why;
  const known = (review?.replies ?? []).find(
    (said) => (said.question ?? '') === target.question && (said.why ?? why) === why,
  );
  const base = known?.reply ?? '';
  return { ...target, field: 'reply', why, base, value: shareComment(base, { base: '', value: row.reply }) };
}

/** What a student asks about a question; without one, what names none. */
export function requestsAbout({ requests }: DeskStudent, question: string): RegradeRequest[] {
  return requests.filter((request) => (request.question ?? '') === question);
}

/** Null where a cell says nothing, undefined where it is neither. */
export function yesOrNo(cell: string): boolean | null | undefined {
  if (cell === '') return null;
  if (/^(yes|sim|x|true|1)$/i.test(cell)) return true;
  return /^(no|não|nao|false|0)$/i.test(cell) ? false : undefined;
}
