import { rearrange, sizeOf, stridesOf, type Grid } from './grid';
import { relation, shown, type Case, type Relation, type Search } from './relation';

/** The right numbers in another shape, or only some of them, or more. */
export const extentRelations: Search = function* (the) {
  const { actual, expected } = the;
  if (String(actual.shape) === String(expected.shape)) return;
  yield swapped(the);
  yield reshaped(the);
  const axis = differingAxis(actual.shape, expected.shape);
  if (axis === null) return;
  yield cut(the, axis);
  yield grown(the, axis);
};

function swapped({ actual, expected, near }: Case): Relation | null {
  for (const order of permutations(expected.shape.length)) {
    const moved = transposed(expected, order);
    if (moved && near(actual, moved))
      return relation('axes-swapped', { got: shown(actual.shape), order: shown(order) });
  }
  return null;

  function transposed(grid: Grid, order: number[]): Grid | null {
    const shape = order.map((axis) => grid.shape[axis]!);
    return String(shape) === String(actual.shape) ? transpose(grid, order) : null;
  }
}

/** As numpy.transpose: axis i of the result is axis order[i] of the grid. */
export function transpose(grid: Grid, order: readonly number[]): Grid {
  const strides = stridesOf(grid.shape);
  const shape = order.map((axis) => grid.shape[axis]!);
  return rearrange(grid, shape, (at) =>
    at.reduce((sum, place, axis) => sum + place * strides[order[axis]!]!, 0),
  );
}

/** All orders of a few axes but the given one; none for more than five. */
export function permutations(rank: number): number[][] {
  if (rank < 2 || rank > 5) return [];
  const grow = (left: number[]): number[][] =>
    left.length === 0
      ? [[]]
      : left.flatMap((axis) => grow(left.filter((other) => other !== axis)).map((rest) => [axis, ...rest]));
  return grow(Array.from({ length: rank }, (_, axis) => axis)).slice(1);
}

function reshaped({ actual, expected, near }: Case): Relation | null {
  if (sizeOf(actual.shape) !== sizeOf(expected.shape)) return null;
  const folded = rearrangeAs(actual, expected.shape);
  if (!near(folded, expected)) return null;
  return relation('reshaped', { got: shown(actual.shape), wanted: shown(expected.shape) });
}

function rearrangeAs(grid: Grid, shape: readonly number[]): Grid {
  let next = 0;
  return rearrange(grid, shape, () => next++);
}

/** The one axis along which two shapes differ. */
function differingAxis(a: readonly number[], b: readonly number[]): number | null {
  if (a.length !== b.length) return null;
  const axes = a.flatMap((length, axis) => (length === b[axis] ? [] : [axis]));
  return axes.length === 1 ? axes[0]! : null;
}

function cut({ actual, expected, near }: Case, axis: number): Relation | null {
  const [got, wanted] = [actual.shape[axis]!, expected.shape[axis]!];
  if (got > wanted) return null;
  if (near(actual, part(expected, axis, { from: 0, length: got })))
    return relation('too-short', { axis, got, wanted });
  const late = part(expected, axis, { from: wanted - got, length: got });
  return near(actual, late) ? relation('starts-late', { axis, got, wanted, missing: wanted - got }) : null;
}

function grown({ actual, expected, near }: Case, axis: number): Relation | null {
  const [got, wanted] = [actual.shape[axis]!, expected.shape[axis]!];
  if (got < wanted) return null;
  const begin = part(actual, axis, { from: 0, length: wanted });
  return near(begin, expected) ? relation('too-long', { axis, got, wanted, more: got - wanted }) : null;
}

/** Some of a grid's rows along an axis. */
export function part(grid: Grid, axis: number, { from, length }: { from: number; length: number }): Grid {
  const strides = stridesOf(grid.shape);
  const shape = grid.shape.map((size, k) => (k === axis ? length : size));
  return rearrange(grid, shape, (at) =>
    at.reduce((sum, place, k) => sum + (place + (k === axis ? from : 0)) * strides[k]!, 0),
  );
}
