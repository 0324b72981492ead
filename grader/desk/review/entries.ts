import type { QuestionReport } from '@boletim/grader/report';
import type { ReviewSpec } from '@boletim/teaching/class';
import { answerRequests, type AnsweredRequest } from '@boletim/teaching/class';
import type { DeskQuestion, DeskStudent } from './model';

/** What lists of answers can be narrowed to. */
export const FILTERS = ['todo', 'look', 'requests', 'waiting', 'done', 'all'] as const;
export type Filter = (typeof FILTERS)[number];

/** Why a person should look at an answer. */
export type Look = 'crashed' | 'timed-out' | 'does-not-compile' | 'fails-hidden' | 'no-reason' | 'unread';

/** One answer in a list: the student, what the machine gave and what people have done about it. */
export interface Entry {
  student: DeskStudent;
  question: DeskQuestion;
  /** Null where the review's file has a mistake. */
  review: ReviewSpec | null;
  points: number;
  done: boolean;
  waiting: boolean;
  requests: AnsweredRequest[];
  looks: Look[];
}

/** Puts an answer and its review together. */
export function entryOf(student: DeskStudent, question: DeskQuestion, review: ReviewSpec | null): Entry {
  const answer = student.answers.get(question.id)!;
  const own = review?.questions[question.id];
  const items = (question.rubric?.items ?? []).filter(({ id }) => own?.items?.includes(id));
  const change = (own?.points ?? 0) + items.reduce((sum, { points }) => sum + points, 0);
  const given = own?.points !== undefined || items.length > 0;
  return {
    student,
    question,
    review,
    points: Math.min(Math.max(answer.automatic + change, 0), question.maxPoints),
    done: own?.done === true,
    waiting: question.manual && answer.report !== null && !given,
    requests: answerRequests(student.requests, review?.replies ?? []).filter(
      (request) => request.question === question.id || request.question === null,
    ),
    looks: [
      ...(answer.report ? looksOf(answer.report) : []),
      ...(lacksReason(question, own) ? (['no-reason'] as const) : []),
      ...(review ? [] : (['unread'] as const)),
    ],
  };
}

/** `boletim class` refuses points that change what tests gave and do not say why. */
function lacksReason({ manual }: DeskQuestion, own: ReviewSpec['questions'][string] | undefined): boolean {
  return !manual && (own?.points ?? 0) !== 0 && own?.comment === undefined;
}

/** Whether an answer belongs to a list. */
export function isIn(entry: Entry, filter: Filter): boolean {
  const { done, waiting, requests, looks } = entry;
  const open = requests.some(({ reply }) => reply === null);
  switch (filter) {
    case 'todo':
      return open || looks.includes('no-reason') || (!done && isThere(entry));
    case 'look':
      return looks.length > 0 || open;
    case 'requests':
      return requests.length > 0;
    case 'waiting':
      return waiting;
    case 'done':
      return done;
    case 'all':
      return true;
  }
}

/** Who handed in nothing leaves nothing to do. */
function isThere({ student, question }: Entry): boolean {
  return student.problem !== null || student.answers.get(question.id)!.report !== null;
}

function looksOf({ tests, diagnostics, points }: QuestionReport): Look[] {
  const some = (status: string) => tests.some((test) => test.status === status);
  const share = (hidden: boolean) => {
    const part = tests.filter((test) => test.hidden === hidden);
    return part.filter(({ status }) => status === 'passed').length / part.length;
  };
  const looks: (Look | false)[] = [
    some('crashed') && 'crashed',
    some('timed-out') && 'timed-out',
    diagnostics.length > 0 && points === 0 && tests.length > 0 && 'does-not-compile',
    share(false) === 1 && share(true) <= 0.5 && 'fails-hidden',
  ];
  return looks.filter((look) => look !== false);
}
