import { oneLine } from '@boletim/grader/report';
import { formatPoints, type Lang } from '@boletim/grader/reporters';
import type { RecordedRow } from '../class';
import { missingRule, type TermCell } from './cells';
import type { TermStrings } from './i18n';
import type { Term } from './term';
import { meet, type Person } from './people';

interface CellContext {
  rules: Pick<Term, 'spec' | 'assignments'>;
  at: number;
  strings: TermStrings;
  lang: Lang;
}

/** What a cell says beside its points, and how it counts; empty where points say all. */
export function cellNote(cell: TermCell, context: CellContext): string {
  const { strings } = context;
  const dropped = cell.dropped ? [strings.droppedNote] : [];
  return [ofKind(cell, context), ...dropped].filter((note) => note !== '').join('; ');
}

function ofKind({ kind, row, points }: TermCell, { rules, at, strings, lang }: CellContext): string {
  const { note } = strings;
  const show = (number: number) => formatPoints(number, strings);
  const missing = missingRule(rules.assignments[at]!, rules.spec);
  const isOurs = rules.assignments[at]!.lang === lang;
  const why = isOurs ? oneLine(row?.problem?.message ?? strings.noReasonKnown) : reasonOf(row, strings);
  switch (kind) {
    case 'scored':
      return row!.grade.latePoints === 0 ? '' : note.scored(show(-row!.grade.latePoints));
    case 'not-gradable':
      return note['not-gradable'](why, show(points ?? 0));
    case 'missing':
    case 'after-cutoff':
      return note[kind][missing];
    case 'absent':
      return note.absent[rules.spec.absent ?? 'open'];
    case 'fault':
      return note.fault(why);
    case 'doubtful':
      return note.doubtful(isOurs ? oneLine(row!.doubts.join('; ')) : strings.inSummary);
    case 'excused':
    case 'waiting':
      return note[kind];
  }
}

/** A class that was graded in another language has the whole reason in its summary. */
function reasonOf(row: RecordedRow | null, strings: TermStrings): string {
  return row?.problem ? strings.problems[row.problem.code] : strings.noReasonKnown;
}

/** Whether nobody has to look at a cell: its points, an excuse, or what was not handed in and counts as the term says. */
export function isPlain({ kind, open }: TermCell): boolean {
  return !open && kind !== 'not-gradable' && kind !== 'absent';
}

interface RowContext {
  cells: readonly TermCell[];
  groups: readonly (number | null)[];
  people: readonly Person[];
  term: Term;
  strings: TermStrings;
}

/** What there is to say about a student as a whole. */
export function rowNotes(person: Person, { cells, groups, people, term, strings }: RowContext): string[] {
  const isOpen = cells.some(({ open }) => open);
  const nothing = groups.every((share) => share === null);
  const leftOut = groups.flatMap((share, at) => (share === null ? [term.spec.groups[at]!.title] : []));
  const namesakes = people.filter((other) => other !== person && isNamesake(person, other));
  return [
    ...(!isOpen && nothing ? [strings.nothingCounts] : []),
    ...(!isOpen && !nothing ? leftOut.map(strings.groupLeftOut) : []),
    ...(namesakes.length === 0
      ? []
      : [strings.namesake(namesakes.map(({ student }) => student.id).join(', '))]),
    ...(term.roster && !person.inRoster ? [strings.notInRoster] : []),
  ];
}

/** Two of one name may be two people; who are never in one class may be one under two ids. */
function isNamesake(one: Person, other: Person): boolean {
  const name = ({ student }: Person) => student.name.trim().toLowerCase();
  return name(one) !== '' && name(one) === name(other) && !meet(one, other);
}
