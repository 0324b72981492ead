import { formatPercent, formatPoints } from '@boletim/grader/reporters';
import { markup, type Markup } from '@boletim/grader/html';
import { oneLine } from '@boletim/grader/report';
import { hasScore, type ClassRow } from '../class-row';
import type { SummaryStrings } from './i18n';
import { spreadOf } from './statistics';
import { table, type Cell } from './table';

/** The class's sections side by side, where the roster names more than one. */
export function groupsSection(rows: readonly ClassRow[], strings: SummaryStrings): Markup {
  const sections = new Map<string, ClassRow[]>();
  for (const row of rows)
    sections.set(row.student.section, [...(sections.get(row.student.section) ?? []), row]);
  if (sections.size < 2) return markup``;
  const sorted = [...sections].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  const questions = rows[0]!.grade.questions.map(({ id }) => `#${id}`);
  return markup`<section aria-labelledby="sections">
    <h2 id="sections">${strings.sections}</h2>
    <p class="note">${strings.sectionsNote}</p>
    ${table(
      strings.sectionsTable,
      [
        strings.section,
        ...[strings.students, strings.scores, strings.mean, strings.median].map((title) => `#${title}`),
        ...questions,
      ],
      sorted.map(([name, members]) => sectionRow(name, members, strings)),
    )}
  </section>`;
}

function sectionRow(name: string, rows: readonly ClassRow[], strings: SummaryStrings): Cell[] {
  const scored = rows.filter(hasScore);
  const spread = spreadOf(scored.map(({ grade }) => grade.score));
  const show = (value: number | undefined) => (value === undefined ? '–' : formatPoints(value, strings));
  const shares = (rows[0]?.grade.questions ?? []).map((_, at) => {
    const questions = scored.map(({ grade }) => grade.questions[at]!).filter(({ exempt }) => !exempt);
    const mean = spreadOf(questions.map(({ points, maxPoints }) => points / maxPoints))?.mean;
    return mean === undefined || Number.isNaN(mean) ? '–' : formatPercent(mean, strings);
  });
  return [
    markup`<bdi>${name === '' ? strings.noSection : oneLine(name)}</bdi>`,
    ...[String(rows.length), String(scored.length), show(spread?.mean), show(spread?.median)],
    ...shares,
  ];
}
