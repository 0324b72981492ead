import { formatDecimal } from '@boletim/grader/reporters';
import { markup, type Markup } from '@boletim/grader/html';
import type { ClassRow } from '../class-row';
import { rankCorrelationOf } from './correlation';
import type { GradedSubmission } from './graded-submissions';
import { histogram } from './histogram';
import type { SummaryStrings } from './i18n';
import { scatter } from './scatter';
import { binsOf, spreadOf } from './statistics';

/** Hours and difficulty that students declared, and how they go with the points. */
export function declarationsSection(
  submissions: readonly GradedSubmission[],
  strings: SummaryStrings,
): Markup {
  const given = submissions.filter(({ report }) => report.declaration.values !== null);
  if (given.length === 0) return markup``;
  const declared = (field: 'hours' | 'difficulty') => declaredPairs(given, field);
  const [hours, difficulty] = [declared('hours'), declared('difficulty')];
  return markup`<section aria-labelledby="declarations">
    <h2 id="declarations">${strings.declarations}</h2>
    <p class="note">${strings.declarationsRead(given.length, submissions.length)}</p>
    <div class="charts">
      ${hours.length > 0 && hoursChart(hours, strings)}
      ${hours.length > 1 && againstPoints(hours, 'hours', strings)}
      ${difficulty.length > 0 && difficultyChart(difficulty, strings)}
      ${difficulty.length > 1 && againstPoints(difficulty, 'difficulty', strings)}
    </div>
  </section>`;
}

/** What somebody declared, with the points before lateness. */
interface Declared {
  value: number;
  row: ClassRow;
}

function declaredPairs(submissions: readonly GradedSubmission[], field: 'hours' | 'difficulty'): Declared[] {
  return submissions.flatMap(({ report, rows: [row] }) => {
    const value = report.declaration.values?.[field] ?? null;
    return value === null || !row ? [] : [{ value, row }];
  });
}

function againstPoints(
  pairs: readonly Declared[],
  field: 'hours' | 'difficulty',
  strings: SummaryStrings,
): Markup {
  const points = pairs.map(({ value, row }) => ({ x: value, y: row.grade.earned }));
  const rho = rankCorrelationOf(
    points.map(({ x }) => x),
    points.map(({ y }) => y),
  );
  const title =
    rho === null
      ? strings.noRelation[field]
      : strings.relation[field](formatDecimal(rho, 2, strings), points.length);
  return scatter({
    id: `${field}-points-chart`,
    title,
    points,
    highX: field === 'hours' ? Math.max(1, ...points.map(({ x }) => x)) : 10,
    highY: Math.max(1, ...pairs.map(({ row }) => row.grade.maxScore)),
    axes: [strings[field], strings.points],
    format: (value) => formatDecimal(value, 1, strings),
  });
}

function hoursChart(pairs: readonly Declared[], strings: SummaryStrings): Markup {
  const hours = pairs.map(({ value }) => value);
  const format = (value: number) => formatDecimal(value, 1, strings);
  const title = strings.hoursMedian(format(spreadOf(hours)!.median));
  const high = Math.max(5, Math.ceil(Math.max(0, ...hours) / 5) * 5);
  return histogram(
    { id: 'hours-chart', title, bins: binsOf(hours, { low: 0, high, bins: 5 }), format },
    strings,
  );
}

function difficultyChart(pairs: readonly Declared[], strings: SummaryStrings): Markup {
  const difficulty = pairs.map(({ value }) => value);
  const format = (value: number) => formatDecimal(value, 1, strings);
  const title = strings.difficultyMedian(format(spreadOf(difficulty)!.median));
  const bins = binsOf(difficulty, { low: 0, high: 11, bins: 11 });
  return histogram({ id: 'difficulty-chart', title, bins, format, discrete: true }, strings);
}
