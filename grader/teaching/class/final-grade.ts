import { stringsOf, type Lang } from '@boletim/grader/reporters';
import { sumPoints, withoutDust, type Report } from '@boletim/grader/report';
import { onClock } from './dates/moments';
import type { StudentDates } from './dates/student-dates';
import { lateDeduction, type LatePolicySpec } from './late-policy';
import { latenessOf, type Lateness, type LatenessSource } from './lateness';
import type { Question } from '@boletim/grader/assignment';
import { answerRequests, type AnsweredRequest, type RegradeRequest } from './requests';
import type { QuestionReviewSpec, ReviewSpec } from './review-spec';

/** What a student gets in the end, and how it came about. */
export interface FinalGrade {
  questions: FinalQuestion[];
  /** Sum of the questions after review, before lateness. */
  earned: number;
  /** What lateness cost; zero or negative. */
  latePoints: number;
  /** The part of the earned points that lateness cost, 0 to 100. */
  latePercent: number;
  lateHours: number;
  lateReason: string | null;
  /** From what it is known how late it was. */
  lateFrom: LatenessSource;
  /** Deadline, extension and hand-in; null where the assignment has no deadline. */
  dates: StudentDates | null;
  /** It was graded and does not count, in words; null when it counts. */
  afterCutoff: string | null;
  /** What goes out. */
  score: number;
  maxScore: number;
  /** The assignment does not count for this student; no score goes out. */
  excused: boolean;
  /** The reviewer's word on the whole submission. */
  comment: string | null;
  /** What the student asked to be looked at again, with the answers there are. */
  requests: AnsweredRequest[];
}

export interface FinalQuestion {
  id: string;
  title: string;
  /** What the tests gave. */
  automatic: number;
  /** What the review changed. */
  adjustment: number;
  comment: string | null;
  /** What holds of the rubric. */
  items: { id: string; title: string; points: number }[];
  /** Comments at lines of the question's file. */
  lines: { line: number; quote: string | null; comment: string; by: string | null }[];
  /** Who reviewed it last. */
  by: string | null;
  /** A person gives the points, and nobody has yet. */
  waiting: boolean;
  /** Does not count; the others are scaled up to the full points. */
  exempt: boolean;
  points: number;
  maxPoints: number;
}

/** A question of the assignment, for students without a report. */
export interface QuestionOutline {
  id: string;
  title: string;
  maxPoints: number;
  manual?: boolean;
  rubric?: Question['rubric'];
}

export interface FinalGradeInput {
  /** Null when nothing could be graded: every question starts at zero. */
  report: Report | null;
  questions: readonly QuestionOutline[];
  review: ReviewSpec | undefined;
  policy: LatePolicySpec;
  /** What the roster says, used when the review says nothing about lateness; null for nothing. */
  lateHours: number | null;
  dates?: StudentDates | null;
  /** Whether the platform marked it late; null where it marks nothing. */
  marked?: boolean | null;
  /** Of assignment.yaml. */
  cutoff?: string | undefined;
  requests?: readonly RegradeRequest[];
  /** Of the rubric, and of the reason for what lateness costs. */
  lang: Lang;
}

/** Merges the automatic grade, the review and the late policy. Points are not rounded. */
export function finalGrade(input: FinalGradeInput): FinalGrade {
  const { review } = input;
  const questions = input.questions.map((question) => finalQuestion(question, input));
  const maxScore = sumPoints(questions.map(({ maxPoints }) => maxPoints));
  const counting = questions.filter(({ exempt }) => !exempt);
  const countingMax = sumPoints(counting.map(({ maxPoints }) => maxPoints));
  const scale = countingMax === 0 ? 0 : maxScore / countingMax;
  const earned = withoutDust(sumPoints(counting.map(({ points }) => points)) * scale);
  const lateness = latenessIn(input);
  const late = lateDeduction(input.policy, lateness.hours, input.lang);
  const latePoints = late.percent === 0 ? 0 : withoutDust((-earned * late.percent) / 100);
  return {
    questions,
    earned,
    latePoints,
    latePercent: late.percent,
    lateHours: late.hours,
    lateReason: late.reason === null ? null : late.reason + timesIn(lateness, input),
    lateFrom: lateness.from,
    dates: input.dates ?? null,
    afterCutoff: lateness.afterCutoff ? afterCutoffIn(input) : null,
    score: withoutDust(earned + latePoints),
    maxScore,
    excused: review?.excused === true || countingMax === 0,
    comment: review?.comment ?? null,
    requests: answerRequests(input.requests ?? [], review?.replies ?? []),
  };
}

function latenessIn({ review, lateHours, dates = null, marked = null, cutoff }: FinalGradeInput): Lateness {
  return latenessOf({ said: { review: review?.lateHours, roster: lateHours }, dates, marked, cutoff });
}

/** The times behind a deduction, where it comes from them. */
function timesIn({ from }: Lateness, { dates, lang }: FinalGradeInput): string {
  if (from !== 'times' || !dates?.handedIn) return '';
  const { due, handedIn, zone, extension } = dates;
  const words = { due: onClock(due, zone), handedIn: onClock(handedIn, zone), zone };
  return ` (${stringsOf(lang).dueAndHandedIn({ ...words, isExtended: extension !== null })})`;
}

function afterCutoffIn({ dates, lang }: FinalGradeInput): string {
  const cutoff = dates?.cutoff ? `${onClock(dates.cutoff, dates.zone)}, ${dates.zone}` : null;
  return stringsOf(lang).afterCutoff(cutoff);
}

/** The questions that keep a score back until somebody has given their points. */
export function waitingQuestions({ questions }: Pick<FinalGrade, 'questions'>): FinalQuestion[] {
  return questions.filter(({ waiting }) => waiting);
}

function finalQuestion(outline: QuestionOutline, { report, review, lang }: FinalGradeInput): FinalQuestion {
  const { id, title, maxPoints } = outline;
  const automatic = report?.questions.find((question) => question.id === id)?.points ?? 0;
  const own = review?.questions[id];
  const items = chosenItems(outline, { own, lang });
  const given = own?.points !== undefined || items.length > 0;
  const change = (own?.points ?? 0) + sumPoints(items.map(({ points }) => points));
  const points = withoutDust(Math.min(Math.max(automatic + change, 0), maxPoints));
  const exempt = review?.exempt.includes(id) ?? false;
  return {
    id,
    title,
    maxPoints,
    automatic,
    adjustment: given ? withoutDust(points - automatic) : 0,
    comment: own?.comment ?? null,
    items,
    lines: (own?.lines ?? []).map(({ line, quote = null, comment, by = null }) => ({
      line,
      quote,
      comment,
      by,
    })),
    by: own?.by ?? null,
    waiting: outline.manual === true && report !== null && !given && !exempt && review?.excused !== true,
    exempt,
    points,
  };
}

function chosenItems(
  { rubric }: QuestionOutline,
  { own, lang }: { own: QuestionReviewSpec | undefined; lang: Lang },
): FinalQuestion['items'] {
  return (rubric?.items ?? [])
    .filter(({ id }) => own?.items?.includes(id))
    .map(({ id, title, points }) => ({
      id,
      title: typeof title === 'string' ? title : title[lang],
      points,
    }));
}
