import { markup, type Markup } from '@boletim/grader/html';
import { oneLine } from '@boletim/grader/report';
import { formatDecimal, formatPoints } from '@boletim/grader/reporters';
import { binsOf, histogram, spreadOf, table } from '../../class';
import type { TermStrings } from '../i18n';
import { reasonsOf, type TermBook } from '../term-book';

/** Who has no total, and what was counted that somebody should know of. */
export function attentionSection({ term, rows }: TermBook, strings: TermStrings): Markup {
  const list = rows
    .map((row) => ({ row, reasons: reasonsOf(row, term) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => Number(a.row.total !== null) - Number(b.row.total !== null));
  const total = (points: number | null) =>
    points === null ? strings.noTotal : formatDecimal(points, term.spec.decimals, strings);
  return markup`<section aria-labelledby="attention">
    <h2 id="attention">${strings.attention}</h2>
    <p class="note">${list.length === 0 ? strings.nobodyStandsOut : strings.attentionNote}</p>
    ${
      list.length > 0 &&
      table(
        strings.attentionTable,
        [strings.student, strings.why, `#${strings.total}`],
        list.map(({ row, reasons }) => [
          markup`<bdi>${row.label}</bdi>`,
          markup`<ul class="reasons">${reasons.map((text) => markup`<li dir="auto">${oneLine(text)}</li>`)}</ul>`,
          total(row.total),
        ]),
      )
    }
  </section>`;
}

/** How the totals and each assignment's points are distributed. */
export function distributionSection({ term, rows }: TermBook, strings: TermStrings): Markup {
  const { spec, assignments } = term;
  const show = (value: number) => formatPoints(value, strings);
  const parts = [
    ...assignments.map(({ title, maxScore }, at) => ({
      title,
      values: rows.flatMap(({ cells }) => cells[at]!.points ?? []),
      high: maxScore,
    })),
    { title: strings.total, values: rows.flatMap(({ total }) => total ?? []), high: spec.points },
  ];
  const heads = [strings.mean, strings.lowest, strings.median, strings.highest, strings.maximum];
  const bins = binsOf(parts.at(-1)!.values, { low: 0, high: spec.points, bins: 10 });
  return markup`<section aria-labelledby="distribution">
    <h2 id="distribution">${strings.distribution}</h2>
    ${table(
      strings.distributionTable,
      [strings.pointsColumn, ...heads.map((head) => `#${head}`)],
      parts.map(({ title, values, high }) => {
        const spread = spreadOf(values);
        const numbers = [spread?.mean, spread?.lowest, spread?.median, spread?.highest, high];
        return [oneLine(title), ...numbers.map((number) => (number === undefined ? '–' : show(number)))];
      }),
    )}
    <div class="charts">${histogram({ id: 'total-chart', title: strings.total, bins, format: show }, strings)}</div>
  </section>`;
}

/** What counts how much, as term.yaml says it. */
export function madeSection({ term }: TermBook, strings: TermStrings): Markup {
  const { spec, assignments } = term;
  const members = (group: number) => assignments.filter((assignment) => assignment.group === group);
  const rows = spec.groups.map(({ title, weight, dropLowest, dropHighest }, group) => [
    oneLine(title),
    markup`${members(group)
      .map(({ title: name }) => oneLine(name))
      .join(', ')}<span class="word">${strings.dropped(dropLowest, dropHighest)}</span>`,
    `${formatPoints(weight, strings)}%`,
  ]);
  const rules = [
    strings.missingRule[spec.missing],
    ...(spec.absent ? [strings.absentRule[spec.absent]] : []),
    strings.groupRule,
  ];
  return markup`<section aria-labelledby="made">
    <h2 id="made">${strings.made}</h2>
    ${table(strings.madeTable, [strings.group, strings.assignments, `#${strings.weight}`], rows)}
    <p class="note rules">${rules.join(' ')}</p>
  </section>`;
}
