/** The five numbers that describe a distribution, and its mean. */
export interface Spread {
  count: number;
  lowest: number;
  quartile1: number;
  median: number;
  quartile3: number;
  highest: number;
  mean: number;
}

/** Describes numbers; null when there are none. Quartiles interpolate linearly between neighbours. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => quantile(sorted, share);
  return {
    count: sorted.length,
    lowest: at(0),
    quartile1: at(0.25),
    median: at(0.5),
    quartile3: at(0.75),
    highest: at(1),
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
  };
}

function quantile(sorted: readonly number[], share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.ceil(position)]!;
  return low + (high - low) * (position - below);
}

/** One bar of a histogram: values in [from, to), the last one in [from, to]. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** Counts values from `low` to `high` in equally wide bins; what lies outside goes into the nearest. */
export function binsOf(
  values: readonly number[],
  { low, high, bins }: { low: number; high: number; bins: number },
): Bin[] {
  const width = (high - low) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    // A grade on a border must not fall below it for the dust of binary fractions.
    const at = Math.floor((value - low) / width + 1e-9);
    counts[Math.min(Math.max(at, 0), bins - 1)]! += 1;
  }
  return counts.map((count, at) => ({ from: low + at * width, to: low + (at + 1) * width, count }));
}
