import { markup, type Markup } from '../../report/html/markup';
import type { Report } from '../../report/report';
import { oneLine } from '../../report/text';
import { hasScore, type ClassRow } from '../class-row';
import { formatPoints } from '../csv';
import { attentionOf } from './attention';
import { histogram } from './histogram';
import { binsOf, spreadOf } from './statistics';
import { commonFailures, overviewOfTests, type TestOverview } from './tests-overview';

/** Who needs a look and why, with the teacher's copy of the report one click away. */
export function attentionSection(rows: readonly ClassRow[]): Markup {
  const list = attentionOf(rows);
  return markup`<section aria-labelledby="attention">
    <h2 id="attention">Who needs a look</h2>
    ${list.length === 0 && markup`<p class="note">Nobody: every submission was graded and none stands out.</p>`}
    ${
      list.length > 0 &&
      table(
        'Students who need a look',
        ['Student', 'Why', '#Score'],
        list.map(({ row, reasons }) => [
          studentLink(row),
          markup`<ul class="reasons">${reasons.map(reason)}</ul>`,
          score(row),
        ]),
      )
    }
  </section>`;
}

/** How the totals and each question's points are distributed. */
export function distributionSection(rows: readonly ClassRow[]): Markup {
  const scored = rows.filter(hasScore);
  const maxScore = scored[0]?.grade.maxScore ?? 0;
  if (maxScore === 0) return markup``;
  const total = {
    id: 'total-chart',
    title: 'Total',
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
    <h2 id="distribution">Distribution</h2>
    ${table(
      'Points in numbers',
      ['Points of', '#Mean', '#Lowest', '#Median', '#Highest', '#Of'],
      [...questions, total].map((part) => spreadRow(part)),
    )}
    <div class="charts">${[total, ...questions].map((part) => pointsChart(part))}</div>
  </section>`;
}

/** The tests that most submissions did not pass, and how those ended. */
export function hardestTestsSection(reports: readonly Report[]): Markup {
  const hard = overviewOfTests(reports).filter(({ passed, total }) => passed < total);
  if (hard.length === 0) return markup``;
  return markup`<section aria-labelledby="hardest">
    <h2 id="hardest">Hardest tests</h2>
    ${table('Tests by share passed', ['Test', 'How it ended otherwise', '#Passed'], hard.slice(0, 15).map(testRow))}
  </section>`;
}

/** What went wrong in the same way for several students: what to talk about in class. */
export function commonFailuresSection(reports: readonly Report[]): Markup {
  const failures = commonFailures(reports);
  if (failures.length === 0) return markup``;
  return markup`<section aria-labelledby="failures">
    <h2 id="failures">Common failures</h2>
    ${table(
      'Failure messages',
      ['Message', 'In', '#Students'],
      failures.map(({ message, tests, submissions }) => [
        markup`<span dir="auto">${message}</span>`,
        markup`<code>${tests.slice(0, 4).join(', ')}${tests.length > 4 ? ', …' : ''}</code>`,
        String(submissions),
      ]),
    )}
  </section>`;
}

/** Hours, difficulty and the rest of what students declared. */
export function declarationsSection(reports: readonly Report[]): Markup {
  const given = reports.flatMap(({ declaration }) => (declaration.values ? [declaration.values] : []));
  if (given.length === 0) return markup``;
  const hours = given.flatMap((values) => values.hours ?? []);
  const difficulty = given.flatMap((values) => values.difficulty ?? []);
  const high = Math.max(5, Math.ceil(Math.max(0, ...hours) / 5) * 5);
  const whole = (value: number) => String(Math.round(value * 10) / 10);
  return markup`<section aria-labelledby="declarations">
    <h2 id="declarations">What students declare</h2>
    <p class="note">${given.length} of ${reports.length} declarations could be read.</p>
    <div class="charts">
      ${hours.length > 0 && histogram({ id: 'hours-chart', title: `Hours, median ${whole(spreadOf(hours)!.median)}`, bins: binsOf(hours, { low: 0, high, bins: 5 }), unit: 'Points of every student', format: whole })}
      ${difficulty.length > 0 && histogram({ id: 'difficulty-chart', title: `Difficulty, median ${whole(spreadOf(difficulty)!.median)}`, bins: binsOf(difficulty, { low: 0, high: 11, bins: 11 }), unit: 'students', format: whole, discrete: true })}
    </div>
  </section>`;
}

/** Everybody, with the points of each question. */
export function studentsSection(rows: readonly ClassRow[]): Markup {
  const questions = rows[0]?.grade.questions ?? [];
  const cells = (row: ClassRow) =>
    row.grade.questions.map((question) =>
      question.exempt ? 'exempt' : row.report ? formatPoints(question.points) : '',
    );
  return markup`<section aria-labelledby="students">
    <h2 id="students">Students</h2>
    ${table(
      'Points of every student',
      ['Student', ...questions.map(({ id }) => `#${id}`), '#Score'],
      rows.map((row) => [studentLink(row), ...cells(row), score(row)]),
    )}
  </section>`;
}

type Cell = Markup | string;

/** A title that starts with "#" heads a column of numbers; `label` names the table for who hears the page. */
function table(label: string, titles: readonly string[], rows: readonly (readonly Cell[])[]): Markup {
  const isNumber = titles.map((title) => title.startsWith('#'));
  const head = titles.map((title, at) =>
    isNumber[at]
      ? markup`<th scope="col" class="number">${title.slice(1)}</th>`
      : markup`<th scope="col">${title}</th>`,
  );
  const body = (cells: readonly Cell[]) =>
    cells.map((cell, at) => {
      if (at === 0) return markup`<th scope="row">${cell}</th>`;
      return isNumber[at] ? markup`<td class="number">${cell}</td>` : markup`<td>${cell}</td>`;
    });
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table class="overview">
    <thead><tr>${head}</tr></thead>
    <tbody>${rows.map((cells) => markup`<tr>${body(cells)}</tr>`)}</tbody>
  </table></div>`;
}

function studentLink({ student, slug, report }: ClassRow): Markup {
  const name = markup`<bdi>${oneLine(student.name || student.id)}</bdi>`;
  return report ? markup`<a href="instructor/${encodeURIComponent(slug)}.html">${name}</a>` : name;
}

function reason(text: string): Markup {
  return markup`<li dir="auto">${oneLine(text)}</li>`;
}

function score(row: ClassRow): Markup | string {
  if (row.grade.excused) return 'excused';
  if (!hasScore(row)) return '–';
  return markup`<b>${formatPoints(Math.round(row.grade.score * 100) / 100)}</b> <span class="max">/ ${formatPoints(row.grade.maxScore)}</span>`;
}

interface PointsPart {
  id: string;
  title: string;
  values: number[];
  high: number;
}

function spreadRow({ title, values, high }: PointsPart): string[] {
  const spread = spreadOf(values);
  const show = (value: number | undefined) =>
    value === undefined ? '–' : formatPoints(Math.round(value * 100) / 100);
  return [title, ...[spread?.mean, spread?.lowest, spread?.median, spread?.highest, high].map(show)];
}

function pointsChart({ id, title, values, high }: PointsPart): Markup {
  const bins = binsOf(values, { low: 0, high, bins: high >= 5 ? 10 : 5 });
  const format = (value: number) => formatPoints(Math.round(value * 100) / 100);
  return histogram({ id, title, bins, unit: 'students', format });
}

function testRow(test: TestOverview): Cell[] {
  const endings = Object.entries(test.endings)
    .sort(([, a], [, b]) => b - a)
    .map(([status, count]) => `${count} ${status.replace('-', ' ')}`);
  const title = markup`<span dir="auto">${oneLine(test.title)}</span> <code>${test.question}/${test.id}</code>${test.hidden && ' (hidden)'}`;
  return [title, endings.join(', '), `${test.passed} of ${test.total}`];
}
