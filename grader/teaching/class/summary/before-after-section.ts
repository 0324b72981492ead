import { formatPoints } from '@boletim/grader/reporters';
import { markup, type Markup } from '@boletim/grader/html';
import { type Report, oneLine } from '@boletim/grader/report';
import { hasScore, type ClassRow } from '../class-row';
import type { EarlierClass } from './earlier';
import type { SummaryStrings } from './i18n';
import { spreadOf } from './statistics';
import { table, type Cell } from './table';
import { overviewOfTests, type TestOverview } from './tests-overview';

/** What a regrade changed for the class: scores, and each test that another number of submissions passes now. */
export function beforeAfterSection(
  {
    earlier,
    rows,
    reports,
  }: { earlier: EarlierClass; rows: readonly ClassRow[]; reports: readonly Report[] },
  strings: SummaryStrings,
): Markup {
  const now = rows.filter(hasScore).map(({ grade }) => grade.score);
  const changed = changedTests(overviewOfTests(earlier.reports), overviewOfTests(reports));
  return markup`<section aria-labelledby="before-after">
    <h2 id="before-after">${strings.beforeAfter}</h2>
    ${table(
      strings.scoresBeforeAfter,
      [strings.score, `#${strings.before}`, `#${strings.after}`],
      scoreRows({ before: earlier.scores, now }, strings),
    )}
    ${changed.length === 0 && markup`<p class="note">${strings.noTestChanged}</p>`}
    ${
      changed.length > 0 &&
      table(
        strings.changedTests,
        [strings.test, `#${strings.before}`, `#${strings.after}`],
        changed.map(({ test, before, after }) => [
          nameOf(test),
          passed(before, strings),
          passed(after, strings),
        ]),
      )
    }
  </section>`;
}

function scoreRows(
  { before, now }: { before: readonly number[]; now: readonly number[] },
  strings: SummaryStrings,
): Cell[][] {
  const [then, today] = [spreadOf(before), spreadOf(now)];
  const show = (value: number | undefined) => (value === undefined ? '–' : formatPoints(value, strings));
  return [
    [strings.scores, String(before.length), String(now.length)],
    [strings.mean, show(then?.mean), show(today?.mean)],
    [strings.median, show(then?.median), show(today?.median)],
  ];
}

interface ChangedTest {
  test: TestOverview;
  before: TestOverview | undefined;
  after: TestOverview | undefined;
}

function changedTests(before: readonly TestOverview[], after: readonly TestOverview[]): ChangedTest[] {
  const keyOf = ({ question, id }: TestOverview) => `${question} ${id}`;
  const then = new Map(before.map((test) => [keyOf(test), test]));
  const now = new Map(after.map((test) => [keyOf(test), test]));
  return [...new Map([...then, ...now])]
    .map(([key, test]) => ({ test, before: then.get(key), after: now.get(key) }))
    .filter(({ before: old, after: late }) => old?.passed !== late?.passed || old?.total !== late?.total);
}

function nameOf({ question, id, title }: TestOverview): Markup {
  return markup`<span dir="auto">${oneLine(title)}</span> <code>${question}/${id}</code>`;
}

function passed(test: TestOverview | undefined, strings: SummaryStrings): string {
  return test ? `${test.passed} ${strings.of} ${test.total}` : '–';
}
