import { type Report, type TestReport, type TestStatus, oneLine } from '@boletim/grader/report';
import type { ClassRow } from '../class-row';
import type { GradedSubmission } from './graded-submissions';

/** How a class did on one test. */
export interface TestOverview {
  question: string;
  id: string;
  title: string;
  hidden: boolean;
  /** Of the submissions that ran it. */
  passed: number;
  total: number;
  /** How often each way to not pass happened. */
  endings: Partial<Record<TestStatus, number>>;
}

/** Every test with how the class did on it, hardest first; equally hard ones in the assignment's order. */
export function overviewOfTests(reports: readonly Report[]): TestOverview[] {
  const overviews = new Map<string, TestOverview>();
  for (const { question, test } of eachTest(reports)) {
    const key = `${question} ${test.id}`;
    const overview = overviews.get(key) ?? startOverview(question, test);
    overviews.set(key, overview);
    overview.total += 1;
    if (test.status === 'passed') overview.passed += 1;
    else overview.endings[test.status] = (overview.endings[test.status] ?? 0) + 1;
  }
  return [...overviews.values()].sort((a, b) => a.passed / a.total - b.passed / b.total);
}

/** A failure that several submissions have in common. */
export interface CommonFailure {
  message: string;
  /** How many submissions met it. */
  submissions: number;

  /** The tests it was met in, as `question/test`. */
  tests: string[];
  /** Who met it. */
  rows: ClassRow[];
}

/**
 * Failure messages that at least two submissions share, most shared first. Messages that differ only in numbers,
 * quoted text or white space count as one; the first is shown. Tests that nobody wrote yet are left out.
 */
export function commonFailures(submissions: readonly GradedSubmission[], limit = 12): CommonFailure[] {
  const groups = new Map<string, { message: string; reports: Set<Report>; tests: Set<string> }>();
  for (const { report, question, test } of eachTest(submissions.map((submission) => submission.report))) {
    if (test.message === null || ['passed', 'not-implemented', 'skipped'].includes(test.status)) continue;
    const key = shapeOf(test.message);
    const group = groups.get(key) ?? { message: oneLine(test.message), reports: new Set(), tests: new Set() };
    groups.set(key, group);
    group.reports.add(report);
    group.tests.add(`${question}/${test.id}`);
  }
  return [...groups.values()]
    .filter((group) => group.reports.size > 1)
    .sort((a, b) => b.reports.size - a.reports.size)
    .slice(0, limit)
    .map(({ message, reports: met, tests }) => ({
      message,
      submissions: met.size,
      tests: [...tests],
      rows: submissions.filter(({ report }) => met.has(report)).flatMap(({ rows }) => rows),
    }));
}

interface TestOfReport {
  report: Report;
  question: string;
  test: TestReport;
}

function* eachTest(reports: readonly Report[]): Generator<TestOfReport> {
  for (const report of reports) {
    for (const question of report.questions) {
      for (const test of question.tests) yield { report, question: question.id, test };
    }
  }
}

function startOverview(question: string, { id, title, hidden }: TestReport): TestOverview {
  return { question, id, title, hidden, passed: 0, total: 0, endings: {} };
}

function shapeOf(message: string): string {
  return oneLine(message, 500)
    .replace(/'[^']*'|"[^"]*"|`[^`]*`/g, '"…"')
    .replace(/-?\d+(\.\d+)?(e[+-]?\d+)?/gi, '#');
}
