import { withoutDust } from '@boletim/grader/report';
import type { TermCell } from './cells';
import type { Term } from './term';

export interface Totals {
  /** As given, with what drop rules took. */
  cells: TermCell[];
  /** The part that a student has of each group, 0 to 1; null where nothing of it counts, or nobody knows yet. */
  groups: (number | null)[];
  /** Points of the term, not rounded; null where something is open or nothing counts. */
  total: number | null;
}

/** What makes up the total of one student. A group in which nothing counts leaves its weight to the others. */
export function totalsOf(cells: readonly TermCell[], term: Term): Totals {
  const kept = [...cells];
  const groups = term.spec.groups.map((_, group) => {
    const own = term.assignments.flatMap(({ group: at }, index) => (at === group ? [index] : []));
    if (own.some((at) => cells[at]!.open)) return null;
    for (const at of droppedOf(own, cells, term)) kept[at] = { ...cells[at]!, dropped: true };
    return shareOf(own, kept, term);
  });
  return { cells: kept, groups, total: cells.some(({ open }) => open) ? null : totalOf(groups, term) };
}

/** Which cells of a group its drop rules take: first the lowest, then the highest, never all. */
function droppedOf(
  own: readonly number[],
  cells: readonly TermCell[],
  { spec, assignments }: Term,
): number[] {
  const [first] = own;
  const { dropLowest, dropHighest } = spec.groups[assignments[first!]!.group]!;
  const counting = own.filter((at) => cells[at]!.share !== null);
  const candidates = counting.filter((at) => !assignments[at]!.spec.neverDropped);
  // Of equal ones the later goes.
  const sorted = candidates.toSorted((a, b) => cells[a]!.share! - cells[b]!.share! || b - a);
  const lowest = sorted.splice(0, Math.max(0, Math.min(dropLowest, counting.length - 1)));
  const most = Math.max(0, Math.min(dropHighest, counting.length - lowest.length - 1));
  return [...lowest, ...sorted.slice(Math.max(0, sorted.length - most))];
}

function shareOf(own: readonly number[], cells: readonly TermCell[], { assignments }: Term): number | null {
  const counting = own.filter((at) => cells[at]!.share !== null && !cells[at]!.dropped);
  return mean(counting.map((at) => [cells[at]!.share!, assignments[at]!.spec.weight]));
}

function totalOf(groups: readonly (number | null)[], { spec }: Term): number | null {
  const counting = groups.flatMap((share, at): [number, number][] =>
    share === null ? [] : [[share, spec.groups[at]!.weight]],
  );
  const share = mean(counting);
  return share === null ? null : withoutDust(share * spec.points);
}

/** Of values with their weights; null of none. */
function mean(values: readonly [value: number, weight: number][]): number | null {
  if (values.length === 0) return null;
  const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
  return sum(values.map(([value, weight]) => value * weight)) / sum(values.map(([, weight]) => weight));
}
