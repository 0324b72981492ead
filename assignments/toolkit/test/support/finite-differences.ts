/**
 * The gradient of a function of many numbers by central differences, in float64: the reference for a gradient
 * that is written by hand. Its own error is about h²; with h = 1e-4 and smooth functions below 1e-7.
 */
export function numericGradient(f: (x: Float64Array) => number, at: ArrayLike<number>, h = 1e-4): number[] {
  const x = Float64Array.from(at);
  return Array.from(x, (value, i) => {
    x[i] = value + h;
    const above = f(x);
    x[i] = value - h;
    const below = f(x);
    x[i] = value;
    return (above - below) / (2 * h);
  });
}

/** The largest |a − b|, and NaN when any of them is. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`Lengths differ: ${a.length} and ${b.length}.`);
  return Array.from(a).reduce((largest, value, i) => {
    const difference = Math.abs(value - b[i]);
    return difference > largest || Number.isNaN(difference) ? difference : largest;
  }, 0);
}
