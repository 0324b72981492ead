import { hasScore, type ClassRow } from './class-row';
import { waitingQuestions } from './final-grade';
import type { ClassStrings } from './i18n';

/** Reviews that would be lost without a word: points without a score that goes out, comments that no file carries. */
export function reviewWarnings(rows: readonly ClassRow[], { review }: ClassStrings): string[] {
  return rows.filter((row) => !hasScore(row) && !row.withheld).flatMap((row) => warningsOf(row, review));
}

function warningsOf(
  { student, grade, report, outcome }: ClassRow,
  strings: ClassStrings['review'],
): string[] {
  const counted = grade.afterCutoff === null ? strings.outcomes[outcome] : strings.afterCutoff;
  const reason = grade.excused ? strings.excused : counted;
  const changes = grade.questions.some(({ comment }) => comment !== null);
  const isAnswered = grade.requests.some(({ reply }) => reply !== null);
  if (report === null && (changes || isAnswered || grade.comment !== null))
    return [strings.reachesNobody(student.id, reason)];
  return changes ? [strings.noScore(student.id, reason)] : [];
}

/** What still waits for a person: points that nobody has given, which keep scores back, and requests without an answer. */
export function waitingWarnings(rows: readonly ClassRow[], { review }: ClassStrings): string[] {
  const waiting = rows.filter(({ grade }) => waitingQuestions(grade).length > 0);
  const withheld = waiting.filter((row) => row.withheld).length;
  const asking = rows.filter(({ grade }) => grade.requests.some(({ reply }) => reply === null));
  return [
    ...(waiting.length === 0
      ? []
      : [`${waitingText(waiting, review)}; ${withheld === 0 ? review.goOut : review.keptBack}`]),
    ...asking.map(({ student, grade }) => {
      const open = grade.requests.filter(({ reply }) => reply === null);
      return review.asks(student.id, open.map(({ question }) => question ?? review.request).join(', '));
    }),
  ];
}

function waitingText(rows: readonly ClassRow[], strings: ClassStrings['review']): string {
  const counts = new Map<string, number>();
  for (const { id } of rows.flatMap(({ grade }) => waitingQuestions(grade)))
    counts.set(id, (counts.get(id) ?? 0) + 1);
  const each = [...counts].map(([id, count]) => strings.ofMany(id, count)).join(', ');
  return strings.waiting(rows.length, each);
}
