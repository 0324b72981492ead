import { formatPoints, plainText, stringsOf, type Strings } from '@boletim/grader/reporters';
import type { QuestionReport, Report } from '@boletim/grader/report';
import type { ClassRecord, RecordedRow } from '@boletim/teaching/class';
import { deskStringsOf } from './i18n';

type LetterStrings = Strings & ReturnType<typeof deskStringsOf>;

/**
 * A student's result in plain text: the score, points of each question, what the review and lateness changed. Points
 * come from the student's report, which holds nothing of tests that are not out yet.
 */
export function letterText(
  row: RecordedRow,
  report: Report | null,
  { assignment, lang }: ClassRecord,
): string {
  const strings = { ...stringsOf(lang), ...deskStringsOf(lang) };
  const { grade } = row;
  // A report shows the others at their questions.
  const requests = grade.requests.filter(({ question }) => report === null || question === null);
  const body = report ? resultLines(report, strings) : nothingGradedLines(row, strings);
  const lines = [
    ...(grade.excused ? [strings.excused, ''] : []),
    ...(grade.afterCutoff === null ? [] : [grade.afterCutoff, '']),
    ...body,
    ...(grade.comment === null ? [] : ['', `${strings.review}: ${grade.comment}`]),
    ...requests.flatMap((request) => ['', ...requestLines(request, strings)]),
    ...(report ? ['', strings.reportIsAttached] : []),
  ];
  return plainText(`${assignment.title}\n\n${lines.join('\n')}\n`);
}

function resultLines(report: Report, strings: LetterStrings): string[] {
  const points = (part: { points: number; maxPoints: number }) =>
    ofMaximum(part.points, part.maxPoints, strings);
  return [
    `${strings.score}: ${ofMaximum(report.score, report.maxScore, strings)}`,
    '',
    ...report.questions.flatMap((question) => [
      `${question.title}: ${points(question)}`,
      ...changeLines(question, strings),
      ...reviewLines(question, strings).map((line) => `  ${line}`),
    ]),
  ];
}

/** Penalties, the review and lateness; and what is still to come. */
function changeLines({ penalties, withheldPoints }: QuestionReport, strings: Strings): string[] {
  const changes = penalties
    .filter(({ applied }) => applied)
    .map(({ title, points, message }) => {
      const amount =
        points === 0 ? '' : ` ${points > 0 ? '+' : '−'}${formatPoints(Math.abs(points), strings)}`;
      return `  ${title}${amount}${message === null ? '' : `: ${message}`}`;
    });
  const later = withheldPoints ?? 0;
  return later === 0 ? changes : [...changes, `  ${strings.withheld(formatPoints(later, strings))}`];
}

/** Comments at lines of the code, and answers to what the student asked. */
function reviewLines({ review }: QuestionReport, strings: LetterStrings): string[] {
  if (!review) return [];
  const comments = review.lines.map(({ line, quote, comment }) => {
    const place = line === null ? strings.lineGone(quote ?? '') : `${strings.line(line)}:`;
    return `${place} ${comment}`;
  });
  return [...comments, ...review.requests.flatMap((request) => requestLines(request, strings))];
}

function requestLines({ why, reply }: { why: string; reply: string | null }, strings: Strings): string[] {
  return [`${strings.asked}: ${why.slice(0, LONGEST_QUOTED)}`, reply ?? strings.unanswered];
}

/** A student knows what they asked. */
const LONGEST_QUOTED = 500;

function nothingGradedLines({ outcome, problem, grade }: RecordedRow, strings: Strings): string[] {
  const reason =
    outcome === 'not-gradable'
      ? [`${strings.couldNotBeGraded}: ${problem?.message ?? strings.noReasonKnown}.`]
      : [];
  const comments = grade.questions
    .filter(({ comment }) => comment !== null)
    .map(({ title, points, maxPoints, comment }) => {
      return `${title}: ${grade.excused ? '' : `${ofMaximum(points, maxPoints, strings)}. `}${comment}`;
    });
  return [...reason, ...comments];
}

function ofMaximum(points: number, maximum: number, strings: Strings): string {
  return `${formatPoints(points, strings)} / ${formatPoints(maximum, strings)}`;
}
