import { hasScore, type ClassRow } from './class-row';

/** Reviews that would be lost without a word: points without a score that goes out, comments that no file carries. */
export function reviewWarnings(rows: readonly ClassRow[]): string[] {
  return rows.filter((row) => !hasScore(row)).flatMap(warningsOf);
}

function warningsOf({ student, grade, report, outcome }: ClassRow): string[] {
  const reason = grade.excused ? 'excused' : outcome;
  const changes = grade.questions.some(({ comment }) => comment !== null);
  if (report === null && (changes || grade.comment !== null))
    return [`the review of ${student.id} reaches nobody: no score and no report go out (${reason})`];
  return changes ? [`the review of ${student.id} changes points, but no score goes out (${reason})`] : [];
}
