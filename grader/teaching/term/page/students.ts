import { markup, type Markup } from '@boletim/grader/html';
import { oneLine } from '@boletim/grader/report';
import { formatDecimal, formatPercent, formatPoints } from '@boletim/grader/reporters';
import { table, type Cell } from '../../class';
import type { TermCell } from '../cells';
import type { TermStrings } from '../i18n';
import type { TermAssignment } from '../term';
import type { TermBook, TermRow } from '../term-book';
import { sparkline } from './sparkline';

/** Everybody: the term as a line, the points of each assignment, and the total. */
export function studentsSection(book: TermBook, strings: TermStrings): Markup {
  const { spec, assignments } = book.term;
  const titles = assignments.map(({ id, maxScore }) => strings.outOf(id, formatPoints(maxScore, strings)));
  const total = strings.outOf(strings.total, formatPoints(spec.points, strings));
  return markup`<section id="questions" aria-labelledby="students">
    <h2 id="students">${strings.students}</h2>
    ${table(
      strings.studentsTable,
      [strings.student, strings.path, `#${total}`, ...titles.map((title) => `#${title}`)],
      book.rows.map((row, at) => [
        markup`<bdi>${row.label}</bdi>`,
        lineOf(row, { id: `term-${at}`, assignments, strings }),
        row.total === null
          ? strings.noTotal
          : markup`<b>${formatDecimal(row.total, spec.decimals, strings)}</b>`,
        ...row.cells.map((cell) => cellOf(cell, strings)),
      ]),
    )}
  </section>`;
}

interface LineContext {
  id: string;
  assignments: readonly TermAssignment[];
  strings: TermStrings;
}

function lineOf({ label, cells }: TermRow, { id, assignments, strings }: LineContext): Markup {
  const points = cells.map(({ share, dropped }) => ({ share, isOff: dropped }));
  const said = cells.map((cell, at) => {
    const part = cell.share === null ? [] : [formatPercent(cell.share, strings)];
    return `${assignments[at]!.id}: ${[...part, ...wordsOf(cell, strings)].join(', ')}`;
  });
  return sparkline(points, { id, title: oneLine(`${label}. ${said.join('; ')}`, 2000) });
}

function cellOf(cell: TermCell, strings: TermStrings): Cell {
  const points = cell.points === null ? '–' : formatPoints(cell.points, strings);
  const words = wordsOf(cell, strings).map((word) => markup`<span class="word">${word}</span>`);
  return markup`${points}${words}`;
}

function wordsOf({ kind, row, dropped }: TermCell, strings: TermStrings): string[] {
  const late = kind === 'scored' && row!.grade.latePoints !== 0;
  return [
    strings.short[kind],
    late ? strings.lateBy(formatPoints(row!.grade.latePoints, strings)) : '',
    dropped ? strings.droppedShort : '',
  ].filter((word) => word !== '');
}
