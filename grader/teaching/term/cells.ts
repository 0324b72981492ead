import { UsageError } from '@boletim/grader/errors';
import { hasScore, type RecordedRow } from '../class';
import type { Term, TermAssignment } from './term';
import type { Person } from './people';
import type { Counts } from './term-spec';

/** How it stands between one student and one assignment. */
export type CellKind =
  | 'scored'
  | 'not-gradable'
  | 'excused'
  | 'missing'
  | 'after-cutoff'
  | 'absent'
  | 'waiting'
  | 'fault'
  | 'doubtful';

export interface TermCell {
  kind: CellKind;
  row: RecordedRow | null;
  /** What gradebooks get; null where they get nothing. Lateness is taken off already. */
  points: number | null;
  /** The part of the maximum that counts, 0 to 1; null where the assignment does not count. */
  share: number | null;
  /** Nobody knows what it counts: there is no total. */
  open: boolean;
  /** A drop rule took it. */
  dropped: boolean;
}

/**
 * The cells of one student.
 * @throws UsageError for an excuse of nobody
 */
export function cellsOf(person: Person, { spec, assignments }: Term): TermCell[] {
  return assignments.map((assignment, at) => {
    const row = person.rows[at] ?? null;
    const rules = { missing: missingRule(assignment, spec), absent: spec.absent };
    const excused = assignment.spec.excused.includes(person.student.id);
    return cellOf(row, { assignment, rules, excused });
  });
}

/** What counts where somebody handed in nothing: as the assignment says, else as the term does. */
export function missingRule({ spec }: TermAssignment, term: Term['spec']): Counts {
  return spec.missing ?? term.missing;
}

interface CellRules {
  assignment: TermAssignment;
  rules: { missing: Counts; absent: Counts | undefined };
  /** By term.yaml. */
  excused: boolean;
}

function cellOf(row: RecordedRow | null, { assignment, rules, excused }: CellRules): TermCell {
  // A download of anonymous submissions holds everybody's: who is not in it handed in nothing.
  const without = assignment.spec.names === undefined ? 'absent' : 'missing';
  const kind = excused ? 'excused' : row === null ? without : kindOf(row);
  const points = row && kind !== 'excused' && hasScore(row) ? row.grade.score : null;
  const counted = (rule: Counts | undefined) => (rule === 'zero' ? 0 : null);
  const share = {
    scored: () => row!.grade.score / assignment.maxScore,
    'not-gradable': () => row!.grade.score / assignment.maxScore,
    excused: () => null,
    missing: () => counted(rules.missing),
    'after-cutoff': () => counted(rules.missing),
    absent: () => counted(rules.absent),
    waiting: () => null,
    fault: () => null,
    doubtful: () => null,
  }[kind]();
  const open = OPEN.has(kind) || (kind === 'absent' && rules.absent === undefined);
  return { kind, row, points, share, open, dropped: false };
}

const OPEN: ReadonlySet<CellKind> = new Set(['waiting', 'fault', 'doubtful']);

function kindOf(row: RecordedRow): CellKind {
  if (row.grade.excused) return 'excused';
  if (row.outcome === 'grader-fault') return 'fault';
  if (row.withheld) return 'waiting';
  if (row.origin === null) return row.doubts.length > 0 ? 'doubtful' : 'missing';
  if (row.grade.afterCutoff !== null) return 'after-cutoff';
  return row.outcome === 'not-gradable' ? 'not-gradable' : 'scored';
}

/** @throws UsageError for an excuse of nobody: it would be lost */
export function refuseUnknownExcuses(people: readonly Person[], { assignments }: Term): void {
  const known = new Set(people.map(({ student }) => student.id));
  for (const { id, spec } of assignments) {
    const unknown = spec.excused.filter((name) => !known.has(name));
    if (unknown.length > 0)
      throw new UsageError(
        `"excused" of ${id} names nobody: ${unknown.join(', ')}; write ids as in grades.csv.`,
      );
  }
}
