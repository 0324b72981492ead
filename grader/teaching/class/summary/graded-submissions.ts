import type { Report } from '@boletim/grader/report';
import type { ClassRow } from '../class-row';
import type { ItemPoints } from './items';

/** One submission with a report and whose it is; a group's counts once. */
export interface GradedSubmission {
  report: Report;
  rows: ClassRow[];
}

/** Everything that was graded, in the order of the class. */
export function gradedSubmissions(rows: readonly ClassRow[]): GradedSubmission[] {
  const byOrigin = new Map<string | null, GradedSubmission>();
  for (const row of rows) {
    if (!row.report) continue;
    const known = byOrigin.get(row.origin);
    if (known) known.rows.push(row);
    else byOrigin.set(row.origin, { report: row.report, rows: [row] });
  }
  return [...byOrigin.values()];
}

/** Each test that gives points, with what every submission got from it. */
export function testTable(submissions: readonly GradedSubmission[]): ItemPoints[] {
  return tableOf(
    submissions.map(({ report }) =>
      report.questions.flatMap(({ id: question, tests }) =>
        tests
          .filter(({ maxPoints }) => maxPoints > 0)
          .map(({ id: test, title, hidden, maxPoints, points }) => {
            return { question, test, title, hidden, maxPoints, points };
          }),
      ),
    ),
  );
}

/**
 * Each question with what every submission got in the end, reviews included. Exempt and excused students are left out, and
 * questions whose points nobody has given yet.
 */
export function questionTable(submissions: readonly GradedSubmission[]): ItemPoints[] {
  const counting = submissions.flatMap(({ rows: [row] }) => (row && !row.grade.excused ? [row] : []));
  return tableOf(
    counting.map(({ grade }) =>
      grade.questions
        .filter(({ exempt, waiting, maxPoints }) => !exempt && !waiting && maxPoints > 0)
        .map(({ id: question, title, maxPoints, points }) => {
          return { question, test: null, title, hidden: false, maxPoints, points };
        }),
    ),
  );
}

type Cell = Omit<ItemPoints, 'points'> & { points: number };

/** Only submissions with the same items can be compared: those that most have. */
function tableOf(submissions: readonly Cell[][]): ItemPoints[] {
  const byItems = new Map<string, Cell[][]>();
  for (const cells of submissions) {
    const items = JSON.stringify(cells.map(({ question, test, maxPoints }) => [question, test, maxPoints]));
    byItems.set(items, [...(byItems.get(items) ?? []), cells]);
  }
  const [most = []] = [...byItems.values()].sort((a, b) => b.length - a.length);
  return (most[0] ?? []).map((item, at) => ({ ...item, points: most.map((cells) => cells[at]!.points) }));
}
