import type { TensorDifference } from '../report/report';
import type { PlainTensor } from '../wire/plain';

/** How far two tensors of equal shape are apart. */
export interface Comparison {
  /** Euclidean norm of the difference, and of the finite numbers that were expected. */
  norm: number;
  expectedNorm: number;
  /** Largest absolute difference (infinite where one side alone is not a number) and the index where it is. */
  largest: number;
  at: number[];
  /** Number of elements that differ at all. */
  unequal: number;
}

/** Compares element by element in float64; NaN equals NaN. */
export function compareTensors(actual: PlainTensor, expected: PlainTensor): Comparison {
  let [squares, expectedSquares, largest, unequal, position] = [0, 0, 0, 0, 0];
  for (let index = 0; index < expected.data.length; index += 1) {
    const difference = distance(actual.data[index]!, expected.data[index]!);
    squares += difference ** 2;
    if (Number.isFinite(expected.data[index]!)) expectedSquares += expected.data[index]! ** 2;
    if (difference > 0) unequal += 1;
    if (difference > largest) [largest, position] = [difference, index];
  }
  return {
    norm: Math.sqrt(squares),
    expectedNorm: Math.sqrt(expectedSquares),
    largest,
    at: unravel(position, expected.shape),
    unequal,
  };
}

function distance(actual: number, expected: number): number {
  if (Object.is(actual, expected) || actual === expected) return 0;
  const difference = Math.abs(actual - expected);
  return Number.isNaN(difference) ? Infinity : difference;
}

/** The index, axis by axis, of an element in row-major order. */
export function unravel(position: number, shape: readonly number[]): number[] {
  const at: number[] = [];
  for (let axis = shape.length - 1, rest = position; axis >= 0; axis -= 1) {
    const length = Math.max(shape[axis]!, 1);
    at.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return at;
}

const GRID_ROWS = 64;
const GRID_COLUMNS = 64;

/**
 * The difference as a small picture. The last axis longer than one that is not the channels' runs to the right,
 * everything before it downwards; each cell is the largest difference inside it.
 */
export function differenceOf(
  actual: PlainTensor,
  expected: PlainTensor,
  comparison: Comparison,
): TensorDifference {
  const { rows, columns, channels } = layout(expected.shape);
  const grid = Array.from({ length: Math.min(rows, GRID_ROWS) }, () =>
    new Array<number>(Math.min(columns, GRID_COLUMNS)).fill(0),
  );
  expected.data.forEach((value, index) => {
    const pixel = Math.floor(index / channels);
    const row = grid[Math.floor((Math.floor(pixel / columns) * grid.length) / rows)]!;
    const column = Math.floor(((pixel % columns) * row.length) / columns);
    row[column] = Math.max(row[column]!, finite(distance(actual.data[index]!, value)));
  });
  return { shape: [...expected.shape], largest: finite(comparison.largest), at: comparison.at, grid };
}

function layout(shape: readonly number[]): { rows: number; columns: number; channels: number } {
  const size = shape.reduce((product, length) => product * length, 1);
  const channels = shape.length >= 3 ? shape.at(-1)! : 1;
  const columns = (shape.length >= 3 ? shape.at(-2) : shape.at(-1)) ?? 1;
  return { rows: Math.max(1, size / Math.max(1, columns * channels)), columns, channels };
}

/** JSON has no infinity. */
function finite(value: number): number {
  return Math.min(value, Number.MAX_VALUE);
}
