import type { ClassRow } from '../class-row';
import { formatPoints } from '../csv';

/**
 * What a student reads beside the grade in a gradebook: points a question, what the review changed, lateness.
 * Holds nothing of hidden tests.
 */
export function feedbackText(row: ClassRow): string {
  const { grade } = row;
  if (grade.excused) return 'Excused.';
  if (row.outcome === 'not-gradable')
    return `Could not be graded: ${row.problem?.message ?? 'no reason known'}.`;
  const questions = grade.questions.map((question) => {
    const points = question.exempt
      ? 'exempt'
      : `${formatPoints(question.points)}/${formatPoints(question.maxPoints)}`;
    return `${question.title}: ${points}${question.comment === null ? '' : ` (${question.comment})`}`;
  });
  const late = grade.lateReason === null ? [] : [grade.lateReason];
  return [...questions, ...late, ...(grade.comment === null ? [] : [grade.comment])].join('; ');
}
