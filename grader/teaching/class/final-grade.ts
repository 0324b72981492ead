import type { Lang } from '@boletim/grader/reporters';
import type { Report } from '@boletim/grader/report';
import { lateDeduction, type LatePolicySpec } from './late-policy';
import type { ReviewSpec } from './reviews';

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
  /** What goes out. */
  score: number;
  maxScore: number;
  /** The assignment does not count for this student; no score goes out. */
  excused: boolean;
  /** The reviewer's word on the whole submission. */
  comment: string | null;
}

export interface FinalQuestion {
  id: string;
  title: string;
  /** What the tests gave. */
  automatic: number;
  /** What the review changed. */
  adjustment: number;
  comment: string | null;
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
}

export interface FinalGradeInput {
  /** Null when nothing could be graded: every question starts at zero. */
  report: Report | null;
  questions: readonly QuestionOutline[];
  review: ReviewSpec | undefined;
  policy: LatePolicySpec;
  /** Used when the review says nothing about lateness. */
  lateHours: number;
  /** Of the reason for what lateness costs. */
  lang: Lang;
}

/** Merges the automatic grade, the review and the late policy. Points are not rounded. */
export function finalGrade(input: FinalGradeInput): FinalGrade {
  const { review } = input;
  const questions = input.questions.map((question) => finalQuestion(question, input));
  const maxScore = sum(questions.map(({ maxPoints }) => maxPoints));
  const counting = questions.filter(({ exempt }) => !exempt);
  const countingMax = sum(counting.map(({ maxPoints }) => maxPoints));
  const scale = countingMax === 0 ? 0 : maxScore / countingMax;
  const earned = sum(counting.map(({ points }) => points)) * scale;
  const late = lateDeduction(input.policy, review?.lateHours ?? input.lateHours, input.lang);
  const latePoints = late.percent === 0 ? 0 : (-earned * late.percent) / 100;
  return {
    questions,
    earned,
    latePoints,
    latePercent: late.percent,
    lateHours: late.hours,
    lateReason: late.reason,
    score: earned + latePoints,
    maxScore,
    excused: review?.excused === true || countingMax === 0,
    comment: review?.comment ?? null,
  };
}

function finalQuestion(outline: QuestionOutline, { report, review }: FinalGradeInput): FinalQuestion {
  const automatic = report?.questions.find(({ id }) => id === outline.id)?.points ?? 0;
  const change = review?.questions[outline.id];
  const points = Math.min(Math.max(automatic + (change?.points ?? 0), 0), outline.maxPoints);
  return {
    ...outline,
    automatic,
    adjustment: change ? points - automatic : 0,
    comment: change?.comment ?? null,
    exempt: review?.exempt.includes(outline.id) ?? false,
    points,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
