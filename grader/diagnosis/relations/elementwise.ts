import { isTelling, mapGrid, type Grid } from './grid';
import { relation, type Case, type Relation, type Search } from './relation';

/** A function of each number that was left out, or applied once too often. */
export const elementwiseRelations: Search = function* (the) {
  if (String(the.actual.shape) !== String(the.expected.shape)) return;
  for (const [name, apply] of FUNCTIONS) {
    yield added(the, name, apply);
    yield missing(the, name, apply);
  }
  yield truncated(the);
};

type Apply = (grid: Grid) => Grid;

const each =
  (change: (value: number) => number): Apply =>
  (grid) =>
    mapGrid(grid, change);

/** By the names that libraries give them. */
const FUNCTIONS: [name: string, apply: Apply][] = [
  ['relu', each((value) => Math.max(value, 0))],
  ['softmax', softmax],
  ['log', each(Math.log)],
  ['exp', each(Math.exp)],
  ['sigmoid', each((value) => 1 / (1 + Math.exp(-value)))],
  ['tanh', each(Math.tanh)],
  ['abs', each(Math.abs)],
  ['square', each((value) => value * value)],
  ['sqrt', each(Math.sqrt)],
  ['round', each(Math.round)],
  ['trunc', each(Math.trunc)],
  ['floor', each(Math.floor)],
  ['ceil', each(Math.ceil)],
];

function added({ actual, expected, near }: Case, name: string, apply: Apply): Relation | null {
  const result = apply(expected);
  return isTelling(result) && near(actual, result) ? relation('function-added', { name }) : null;
}

function missing({ actual, expected, near }: Case, name: string, apply: Apply): Relation | null {
  return near(apply(actual), expected) ? relation('function-missing', { name }) : null;
}

/** Over the last axis, as classifiers use it. */
function softmax(grid: Grid): Grid {
  const classes = grid.shape.at(-1) ?? 1;
  if (classes < 2) return mapGrid(grid, () => NaN);
  const sums: number[] = [];
  grid.data.forEach((value: number, index: number) => {
    const row = Math.floor(index / classes);
    sums[row] = (sums[row] ?? 0) + Math.exp(value);
  });
  return mapGrid(grid, (value, index) => Math.exp(value) / sums[Math.floor(index / classes)]!);
}

/** Whole numbers that are right or one too small: what cutting off gives where rounding was due. */
function truncated({ actual, expected }: Case): Relation | null {
  const [data, right] = [actual.data as Float32Array, expected.data as Float32Array];
  if (data.length < 12 || !data.every(Number.isInteger) || !right.every(Number.isInteger)) return null;
  const less = right.filter((value, index) => value - data[index]! === 1 && value > 0).length;
  const same = right.filter((value, index) => value === data[index]).length;
  return less + same === data.length && less >= 4 && same >= 4 ? relation('truncated') : null;
}
