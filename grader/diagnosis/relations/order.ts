import { part, permutations, transpose } from './extent';
import { rearrange, stridesOf, type Grid } from './grid';
import { relation, shown, type Case, type Relation, type RelationName, type Search } from './relation';

/** The right numbers of the right shape in other places. */
export const orderRelations: Search = function* (the) {
  const { actual, expected, near } = the;
  if (String(actual.shape) !== String(expected.shape)) return;
  for (const order of permutations(expected.shape.length)) {
    const fits = order.every((axis, k) => expected.shape[axis] === expected.shape[k]);
    const same = fits && near(actual, transpose(expected, order));
    yield same ? relation('axes-swapped', { got: shown(actual.shape), order: shown(order) }) : null;
  }
  for (let axis = expected.shape.length - 1; axis >= 0; axis -= 1)
    yield near(actual, flip(expected, axis)) ? relation(nameOfFlip(expected.shape, axis), { axis }) : null;
  for (let axis = 0; axis < expected.shape.length; axis += 1) yield shifted(the, axis);
  yield rowsReordered(the);
};

function flip(grid: Grid, axis: number): Grid {
  const strides = stridesOf(grid.shape);
  return rearrange(grid, grid.shape, (at) =>
    at.reduce((sum, place, k) => sum + (k === axis ? grid.shape[k]! - 1 - place : place) * strides[k]!, 0),
  );
}

/** Images are [n, h, w, c] or [h, w, c]. */
function nameOfFlip(shape: readonly number[], axis: number): RelationName {
  const fromEnd = shape.length - 1 - axis;
  const isImage = shape.length >= 3 && shape.at(-1)! <= 4;
  if (shape.length === 1) return 'reversed';
  if (isImage && fromEnd === 0) return 'channels-reversed';
  if (isImage && fromEnd === 1) return 'mirrored';
  if (isImage && fromEnd === 2) return 'upside-down';
  return axis === 0 ? 'batch-reversed' : 'flipped';
}

function shifted({ actual, expected, near }: Case, axis: number): Relation | null {
  const length = expected.shape[axis]!;
  if (length < 4) return null;
  const [begin, rest] = [
    { from: 0, length: length - 1 },
    { from: 1, length: length - 1 },
  ];
  const later = near(part(actual, axis, rest), part(expected, axis, begin));
  const earlier = !later && near(part(actual, axis, begin), part(expected, axis, rest));
  return later || earlier ? relation('shifted', { axis, by: later ? 1 : -1 }) : null;
}

/** The same rows along the first axis, in another order. */
function rowsReordered({ actual, expected }: Case): Relation | null {
  const [rows, otherRows] = [rowsOf(actual), rowsOf(expected)];
  if (rows.length < 3 || rows.length > 10_000 || new Set(otherRows).size < 3) return null;
  const same = String(rows.sort()) === String(otherRows.sort());
  return same ? relation('rows-reordered') : null;
}

function rowsOf({ shape, data }: Grid): string[] {
  const rows = shape[0] ?? 0;
  const size = rows === 0 ? 0 : data.length / rows;
  return Array.from({ length: rows }, (_, row) =>
    String((data as Float32Array).subarray(row * size, (row + 1) * size)),
  );
}
