import { formatCsv, formatPoints, neutralise } from '../class';
import type { TermBook, TermRow } from './term-book';

const PERSON = ['id', 'name', 'email', 'section'] as const;

/**
 * term.csv: one row a student; of each assignment its points as the class gave them, the maximum, and in words whatever
 * they do not say. A blank is no 0: the words beside it say what it counts.
 */
export function termCsv({ term, rows }: TermBook): string {
  const { spec, assignments } = term;
  const header = [
    ...PERSON,
    ...assignments.flatMap(({ id }) => [id, `${id} of`, `${id} note`]),
    ...spec.groups.map(({ title }) => neutralise(`${title} %`)),
    ...['total', 'of', 'notes'],
  ];
  return formatCsv([header, ...rows.map((row) => cellsIn(row, term))], { hasBom: true });
}

function cellsIn(row: TermRow, { spec, assignments }: TermBook['term']): string[] {
  const each = row.cells.flatMap(({ points }, at) => [
    points === null ? '' : formatPoints(points),
    formatPoints(assignments[at]!.maxScore),
    neutralise(row.cellNotes[at]!),
  ]);
  return [
    ...PERSON.map((field) => neutralise(row.student[field])),
    ...each,
    ...row.groups.map((share) => (share === null ? '' : formatPoints(share * 100))),
    row.total === null ? '' : String(row.total),
    formatPoints(spec.points),
    neutralise(row.notes.join('; ')),
  ];
}
