import { hasScore, type ClassRow } from './class-row';
import { waitingQuestions } from './final-grade';

/** Reviews that would be lost without a word: points without a score that goes out, comments that no file carries. */
export function reviewWarnings(rows: readonly ClassRow[]): string[] {
  return rows.filter((row) => !hasScore(row) && !row.withheld).flatMap(warningsOf);
}

function warningsOf({ student, grade, report, outcome }: ClassRow): string[] {
  const reason = grade.excused ? 'excused' : grade.afterCutoff === null ? outcome : 'after the cutoff';
  const changes = grade.questions.some(({ comment }) => comment !== null);
  if (report === null && (changes || grade.comment !== null))
    return [`the review of ${student.id} reaches nobody: no score and no report go out (${reason})`];
  return changes ? [`the review of ${student.id} changes points, but no score goes out (${reason})`] : [];
}

/** What still waits for a person: points that nobody has given, which keep scores back, and requests without an answer. */
export function waitingWarnings(rows: readonly ClassRow[]): string[] {
  const waiting = rows.filter(({ grade }) => waitingQuestions(grade).length > 0);
  const withheld = waiting.filter((row) => row.withheld).length;
  const asking = rows.filter(({ grade }) => grade.requests.some(({ reply }) => reply === null));
  return [
    ...(waiting.length === 0 ? [] : [`${waitingText(waiting)}; ${goesOut(withheld)}`]),
    ...asking.map(({ student, grade }) => {
      const open = grade.requests.filter(({ reply }) => reply === null);
      return `${student.id} waits for an answer: ${open.map(({ question }) => question ?? 'a request').join(', ')}`;
    }),
  ];
}

function waitingText(rows: readonly ClassRow[]): string {
  const counts = new Map<string, number>();
  for (const { id } of rows.flatMap(({ grade }) => waitingQuestions(grade)))
    counts.set(id, (counts.get(id) ?? 0) + 1);
  const each = [...counts].map(([id, count]) => `${id} of ${count}`).join(', ');
  const students = rows.length === 1 ? '1 student waits' : `${rows.length} students wait`;
  return `${students} for points that a person gives (${each})`;
}

function goesOut(withheld: number): string {
  return withheld === 0
    ? 'their scores go out without them'
    : 'no gradebook gets them before; --export-waiting lets their scores go out';
}
