import { roundedPoints } from '@boletim/grader/report';
import type { Lang } from '@boletim/grader/reporters';
import { labelsOf, type Student } from '../class';
import { cellsOf, refuseUnknownExcuses } from './cells';
import { cellNote, isPlain, rowNotes } from './notes';
import { termStringsOf } from './i18n';
import type { Term } from './term';
import { peopleOf, type Person } from './people';
import { totalsOf, type Totals } from './totals';

/** One student of the grade book. */
export interface TermRow extends Omit<Totals, 'total'> {
  student: Student;
  /** The name, with the id where two have one name. */
  label: string;
  /** As it goes out: rounded; null where there is none. */
  total: number | null;
  /** About each cell, in words; empty where its points say all. */
  cellNotes: string[];
  /** About the student. */
  notes: string[];
}

/** A term put together. */
export interface TermBook {
  term: Term;
  lang: Lang;
  rows: TermRow[];
}

/**
 * Puts the classes of a term together: who is who, what counts, and the total.
 * @throws UsageError for what contradicts itself
 */
export function termBook(term: Term, lang: Lang): TermBook {
  const people = peopleOf(term);
  refuseUnknownExcuses(people, term);
  const labels = labelsOf(people);
  const rows = people.map((person) => rowOf(person, { term, lang, people, label: labels.get(person)! }));
  return { term, lang, rows };
}

interface RowContext {
  term: Term;
  lang: Lang;
  people: readonly Person[];
  label: string;
}

function rowOf(person: Person, { term, lang, people, label }: RowContext): TermRow {
  const strings = termStringsOf(lang);
  const { cells, groups, total } = totalsOf(cellsOf(person, term), term);
  const notes = cells.map((cell, at) => cellNote(cell, { rules: term, at, strings, lang }));
  return {
    student: person.student,
    label,
    cells,
    groups,
    total: total === null ? null : roundedPoints(total, term.spec.decimals),
    cellNotes: notes,
    notes: rowNotes(person, { cells, groups, people, term, strings }),
  };
}

/** What a teacher should look at before totals go out: every cell and row that says more than its points. */
export function reasonsOf(row: TermRow, { assignments }: Term): string[] {
  const cells = row.cells.flatMap((cell, at) =>
    isPlain(cell) ? [] : [`${assignments[at]!.id}: ${row.cellNotes[at]!}`],
  );
  return [...cells, ...row.notes];
}
