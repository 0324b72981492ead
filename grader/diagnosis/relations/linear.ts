import { mapGrid, type Grid } from './grid';
import { relation, type Case, type Relation, type Search } from './relation';

/** The right numbers times a constant, plus a constant, or both. */
export const linearRelations: Search = function* (the) {
  if (String(the.actual.shape) !== String(the.expected.shape)) return;
  yield scaled(the);
  yield offset(the);
  yield scaledAndOffset(the);
  yield channelsScaled(the);
};

function scaled({ actual, expected, near }: Case): Relation | null {
  let [products, squares] = [0, 0];
  for (let index = 0; index < expected.data.length; index += 1) {
    products += actual.data[index]! * expected.data[index]!;
    squares += expected.data[index]! ** 2;
  }
  const factor = neat(products / squares);
  if (!Number.isFinite(factor) || factor === 0 || factor === 1) return null;
  if (
    !near(
      mapGrid(actual, (value) => value / factor),
      expected,
    )
  )
    return null;
  if (factor === -1) return relation('negated');
  const divisor = neat(1 / factor);
  return Number.isInteger(divisor)
    ? relation('divided', { by: divisor })
    : relation('scaled', { by: short(factor) });
}

function offset({ actual, expected, near }: Case): Relation | null {
  const by = neat(meanOf(actual) - meanOf(expected));
  if (!Number.isFinite(by) || by === 0) return null;
  const same = near(
    mapGrid(actual, (value) => value - by),
    expected,
  );
  return same ? relation('offset', { by: short(by) }) : null;
}

function scaledAndOffset({ actual, expected, near }: Case): Relation | null {
  const line = fit(expected.data, actual.data);
  if (!line || expected.data.length < 5) return null;
  const same = near(
    mapGrid(actual, (value) => (value - line.offset) / line.factor),
    expected,
  );
  return same
    ? relation('scaled-and-offset', { factor: short(line.factor), offset: short(line.offset) })
    : null;
}

/** A mean and a deviation for each channel are what a normalisation takes. */
function channelsScaled({ actual, expected, near }: Case): Relation | null {
  const channels = expected.shape.at(-1)!;
  if (expected.shape.length < 3 || channels < 2 || channels > 4) return null;
  if (expected.data.length / channels < 8) return null;
  const lines = Array.from({ length: channels }, (_, c) =>
    fit(every(expected, channels, c), every(actual, channels, c)),
  );
  if (lines.some((line) => line === null)) return null;
  const back = (value: number, index: number) => {
    const { factor, offset } = lines[index % channels]!;
    return (value - offset) / factor;
  };
  return near(mapGrid(actual, back), expected) ? relation('channels-scaled') : null;
}

function every({ data }: Grid, step: number, from: number): number[] {
  return Array.from({ length: data.length / step }, (_, index) => data[index * step + from]!);
}

/** The line through points by least squares; null where there is none worth a word. */
function fit(x: ArrayLike<number>, y: ArrayLike<number>): { factor: number; offset: number } | null {
  const n = x.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [products, squares] = [0, 0];
  for (let index = 0; index < n; index += 1) {
    products += (x[index]! - meanX) * (y[index]! - meanY);
    squares += (x[index]! - meanX) ** 2;
  }
  const factor = products / squares;
  return Number.isFinite(factor) && Math.abs(factor) > 1e-9
    ? { factor, offset: meanY - factor * meanX }
    : null;
}

function meanOf({ data }: Grid): number {
  return mean(data as Float32Array);
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index]!;
  return sum / values.length;
}

/** A constant that somebody has written is a round one. */
function neat(value: number): number {
  const whole = Math.round(value);
  return whole !== 0 && Math.abs(value - whole) < 1e-5 * Math.abs(value) ? whole : value;
}

function short(value: number): number {
  return Number(value.toPrecision(5));
}
