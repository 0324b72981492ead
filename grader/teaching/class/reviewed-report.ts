import { formatPoints, stringsOf, type Lang, type Strings } from '@boletim/grader/reporters';
import {
  codeLines,
  findLine,
  forStudent,
  sumPoints,
  withoutDust,
  type PenaltyReport,
  type QuestionReport,
  type Report,
  type ReviewReport,
} from '@boletim/grader/report';
import type { FinalGrade, FinalQuestion } from './final-grade';

export interface ReviewedReportOptions {
  grade: FinalGrade;
  /** Cut down to what a student may see; null keeps everything, for the teacher's copy. */
  student: { released: boolean } | null;
  lang: Lang;
  /** The submission's files by path, to be shown with the comments at their lines. */
  files?: Readonly<Record<string, string>> | undefined;
}

/**
 * The report with the review and lateness in it: each change is an entry among the question's penalties, so that
 * every format shows it and points still add up. A student's copy is cut down first, since a share of points that
 * are still withheld would give them away.
 */
export function reviewedReport(
  report: Report,
  { grade, student, lang, files }: ReviewedReportOptions,
): Report {
  const strings = stringsOf(lang);
  const visible = student ? forStudent(report, student) : report;
  const scale = exemptScale(grade);
  const questions = visible.questions.map((question) => {
    const final = grade.questions.find(({ id }) => id === question.id);
    if (!final) return question;
    const changed = withChanges(question, changesOf(question, { final, scale, grade, strings }));
    return withReview(changed, { final, grade, code: files?.[question.file] });
  });
  const general = grade.requests.filter(({ question }) => question === null);
  const warnings = grade.comment === null ? [] : [`${strings.review}: ${grade.comment}`];
  if (grade.excused) warnings.push(strings.excused);
  if (grade.afterCutoff !== null) warnings.push(grade.afterCutoff);
  for (const { why, reply } of general)
    warnings.push(`${strings.asked}: ${why}\n${reply ?? strings.unanswered}`);
  return {
    ...visible,
    questions,
    score: sumPoints(questions.map(({ points }) => points)),
    warnings: [...warnings, ...visible.warnings],
  };
}

interface Change {
  id: string;
  title: string;
  message: string | null;
  /** What the question has after the change, from what it had before. */
  apply: (points: number) => number;
}

function changesOf(
  question: QuestionReport,
  context: { final: FinalQuestion; scale: number; grade: FinalGrade; strings: Strings },
): Change[] {
  const { final, scale, grade, strings } = context;
  const changes: Change[] = [];
  if (final.comment !== null || final.items.length > 0 || final.adjustment !== 0) {
    const limit = (points: number) => Math.min(Math.max(points, 0), question.maxPoints);
    changes.push({
      id: 'review',
      title: strings.review,
      message: reviewMessage(final, strings),
      apply: (points) => limit(points + final.adjustment),
    });
  }
  if (final.exempt) {
    changes.push({ id: 'exempt', title: strings.exempt, message: strings.exemptMessage, apply: () => 0 });
  } else if (scale !== 1) {
    const [title, message] = [strings.exemption, strings.exemptionMessage];
    changes.push({ id: 'exempt', title, message, apply: (points) => points * scale });
  }
  if (grade.lateReason !== null && grade.latePercent > 0) {
    const left = 1 - grade.latePercent / 100;
    const [title, message] = [strings.late, grade.lateReason];
    changes.push({ id: 'late', title, message, apply: (points) => points * left });
  }
  return changes;
}

function withChanges(question: QuestionReport, changes: readonly Change[]): QuestionReport {
  let { points } = question;
  const entries = changes.map(({ id, title, message, apply }): PenaltyReport => {
    const before = points;
    points = withoutDust(apply(points));
    const change = withoutDust(points - before);
    return { id, title, message, points: change, maxPoints: change, applied: true };
  });
  return { ...question, points, penalties: [...question.penalties, ...entries] };
}

/** What was chosen from the rubric and what was written, for formats that have no part of their own for it. */
function reviewMessage({ items, comment }: FinalQuestion, strings: Strings): string | null {
  const chosen = items.map(({ title, points }) => `${title} (${signed(points, strings)})`);
  const parts = [...chosen, ...(comment === null ? [] : [comment])];
  return parts.length === 0 ? null : parts.join('\n');
}

function signed(points: number, strings: Strings): string {
  return `${points > 0 ? '+' : ''}${formatPoints(points, strings)}`;
}

function withReview(
  question: QuestionReport,
  { final, grade, code }: { final: FinalQuestion; grade: FinalGrade; code: string | undefined },
): QuestionReport {
  const requests = grade.requests.filter((request) => request.question === question.id);
  const review = reviewOf(final, { requests, code });
  return {
    ...question,
    ...(question.waiting !== undefined && { waiting: final.waiting }),
    ...(code !== undefined && { code }),
    ...(review && { review }),
  };
}

function reviewOf(
  { by, comment, items, lines }: FinalQuestion,
  { requests, code }: { requests: FinalGrade['requests']; code: string | undefined },
): ReviewReport | null {
  if (comment === null && [items, lines, requests].every((list) => list.length === 0)) return null;
  const now = codeLines(code ?? '');
  return {
    by,
    comment,
    items: items.map(({ title, points }) => ({ title, points })),
    lines: lines.map((said) => {
      const line = findLine(now, said);
      return { ...said, line, quote: line === null ? (said.quote ?? String(said.line)) : said.quote };
    }),
    requests: requests.map(({ why, reply, by: who }) => ({ why, reply, by: who })),
  };
}

function exemptScale({ questions, maxScore }: FinalGrade): number {
  const counting = sumPoints(questions.filter(({ exempt }) => !exempt).map(({ maxPoints }) => maxPoints));
  return counting === 0 ? 1 : maxScore / counting;
}
