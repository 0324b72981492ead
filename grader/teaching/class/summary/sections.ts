import { formatDecimal, formatPoints } from '@boletim/grader/reporters';
import { markup, type Markup } from '@boletim/grader/html';
import { type Report, type TestStatus, oneLine } from '@boletim/grader/report';
import { hasScore, type ClassRow } from '../class-row';
import { attentionOf } from './attention';
import { disappointedOf } from './expectations';
import { histogram } from './histogram';
import type { SummaryStrings } from './i18n';
import { labelsOf } from './labels';
import { binsOf, spreadOf } from './statistics';
import { table, type Cell } from './table';
import { overviewOfTests, type TestOverview } from './tests-overview';

/** Who needs a look and why, with the teacher's copy of the report one click away. */
export function attentionSection(rows: readonly ClassRow[], strings: SummaryStrings): Markup {
  const list = attentionOf(rows, strings);
  const labels = labelsOf(rows);
  return markup`<section aria-labelledby="attention">
    <h2 id="attention">${strings.attention}</h2>
    ${list.length === 0 && markup`<p class="note">${strings.nobodyStandsOut}</p>`}
    ${
      list.length > 0 &&
      table(
        strings.attentionTable,
        [strings.student, strings.why, `#${strings.score}`],
        list.map(({ row, reasons }) => [
          studentLink(row, labels),
          markup`<ul class="reasons">${reasons.map(reason)}</ul>`,
          score(row, strings),
        ]),
      )
    }
  </section>`;
}

/** Who expects clearly more than it got; whoever expects less has no reason to complain. */
export function expectationsSection(rows: readonly ClassRow[], strings: SummaryStrings): Markup {
  const list = disappointedOf(rows);
  if (list.length === 0) return markup``;
  const labels = labelsOf(rows);
  const show = (grade: number) => formatDecimal(grade, 1, strings);
  return markup`<section aria-labelledby="expectations">
    <h2 id="expectations">${strings.expectations}</h2>
    ${table(
      strings.expectationsTable,
      [strings.student, `#${strings.expectedGrade}`, `#${strings.gotGrade}`],
      list.map(({ row, expected, got }) => [studentLink(row, labels), show(expected), show(got)]),
    )}
  </section>`;
}

/** How the totals and each question's points are distributed. */
export function distributionSection(rows: readonly ClassRow[], strings: SummaryStrings): Markup {
  const scored = rows.filter(hasScore);
  const maxScore = scored[0]?.grade.maxScore ?? 0;
  if (maxScore === 0) return markup``;
  const total = {
    id: 'total-chart',
    title: strings.total,
    values: scored.map(({ grade }) => grade.score),
    high: maxScore,
  };
  const questions = (scored[0]?.grade.questions ?? []).map((question, index) => ({
    id: `question-chart-${index}`,
    title: question.title,
    values: scored
      .map(({ grade }) => grade.questions[index]!)
      .filter(({ exempt }) => !exempt)
      .map(({ points }) => points),
    high: question.maxPoints,
  }));
  return markup`<section id="questions" aria-labelledby="distribution">
    <h2 id="distribution">${strings.distribution}</h2>
    ${table(
      strings.distributionTable,
      [
        strings.pointsOf,
        ...[strings.mean, strings.lowest, strings.median, strings.highest, strings.maximum].map(
          (title) => `#${title}`,
        ),
      ],
      [...questions, total].map((part) => spreadRow(part, strings)),
    )}
    <div class="charts">${[total, ...questions].map((part) => pointsChart(part, strings))}</div>
  </section>`;
}

/** The tests that most submissions did not pass, and how those ended. */
export function hardestTestsSection(reports: readonly Report[], strings: SummaryStrings): Markup {
  const hard = overviewOfTests(reports).filter(({ passed, total }) => passed < total);
  if (hard.length === 0) return markup``;
  return markup`<section aria-labelledby="hardest">
    <h2 id="hardest">${strings.hardest}</h2>
    ${table(
      strings.hardestTable,
      [strings.test, strings.otherEndings, `#${strings.passed}`],
      hard.slice(0, 15).map((test) => testRow(test, strings)),
    )}
  </section>`;
}

/** Everybody, with the points of each question. */
export function studentsSection(rows: readonly ClassRow[], strings: SummaryStrings): Markup {
  const questions = rows[0]?.grade.questions ?? [];
  const cells = (row: ClassRow) =>
    row.grade.questions.map((question) =>
      question.exempt ? strings.exempt : row.report ? formatPoints(question.points, strings) : '',
    );
  const labels = labelsOf(rows);
  return markup`<section aria-labelledby="students">
    <h2 id="students">${strings.students}</h2>
    ${table(
      strings.studentsTable,
      [strings.student, ...questions.map(({ id }) => `#${id}`), `#${strings.score}`],
      rows.map((row) => [studentLink(row, labels), ...cells(row), score(row, strings)]),
    )}
  </section>`;
}

/** How the page calls a student, with the teacher's copy of the report one click away where there is one. */
export function studentLink(row: ClassRow, labels: ReadonlyMap<ClassRow, string>): Markup {
  const { slug, report } = row;
  const name = markup`<bdi>${labels.get(row)!}</bdi>`;
  return report ? markup`<a href="instructor/${encodeURIComponent(slug)}.html">${name}</a>` : name;
}

function reason(text: string): Markup {
  return markup`<li dir="auto">${oneLine(text)}</li>`;
}

function score(row: ClassRow, strings: SummaryStrings): Markup | string {
  if (row.grade.excused) return strings.excused;
  if (row.origin !== null && row.grade.afterCutoff !== null) return strings.notCounted;
  if (!hasScore(row)) return '–';
  return markup`<b>${formatPoints(row.grade.score, strings)}</b> <span class="max">/ ${formatPoints(row.grade.maxScore, strings)}</span>`;
}

interface PointsPart {
  id: string;
  title: string;
  values: number[];
  high: number;
}

function spreadRow({ title, values, high }: PointsPart, strings: SummaryStrings): string[] {
  const spread = spreadOf(values);
  const show = (value: number | undefined) => (value === undefined ? '–' : formatPoints(value, strings));
  return [title, ...[spread?.mean, spread?.lowest, spread?.median, spread?.highest, high].map(show)];
}

function pointsChart({ id, title, values, high }: PointsPart, strings: SummaryStrings): Markup {
  const bins = binsOf(values, { low: 0, high, bins: high >= 5 ? 10 : 5 });
  const format = (value: number) => formatPoints(value, strings);
  return histogram({ id, title, bins, format }, strings);
}

function testRow(test: TestOverview, strings: SummaryStrings): Cell[] {
  const endings = (Object.entries(test.endings) as [TestStatus, number][])
    .sort(([, a], [, b]) => b - a)
    .map(([status, count]) => `${strings.status[status]}: ${count}`);
  const title = markup`<span dir="auto">${oneLine(test.title)}</span> <code>${test.question}/${test.id}</code>${test.hidden && ` (${strings.hidden})`}`;
  return [title, endings.join(', '), `${test.passed} ${strings.of} ${test.total}`];
}
