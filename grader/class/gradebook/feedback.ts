import { stringsOf, type Lang } from '../../report';
import type { ClassRow } from '../class-row';
import { formatPoints } from '../csv';

/**
 * What a student reads beside the grade in a gradebook: points a question, what the review changed, lateness.
 * Holds nothing of hidden tests.
 */
export function feedbackText(row: ClassRow, lang: Lang): string {
  const strings = stringsOf(lang);
  const { grade } = row;
  if (grade.excused) return strings.excused;
  if (row.outcome === 'not-gradable')
    return `${strings.couldNotBeGraded}: ${row.problem?.message ?? strings.noReasonKnown}.`;
  const questions = grade.questions.map((question) => {
    const points = question.exempt
      ? strings.exempt.toLowerCase()
      : `${formatPoints(question.points)}/${formatPoints(question.maxPoints)}`;
    return `${question.title}: ${points}${question.comment === null ? '' : ` (${question.comment})`}`;
  });
  const late = grade.lateReason === null ? [] : [grade.lateReason];
  return [...questions, ...late, ...(grade.comment === null ? [] : [grade.comment])].join('; ');
}
