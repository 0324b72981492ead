/** The value below which a share of sorted numbers lies. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

/** The middle of numbers in any order. */
export function median(values: readonly number[]): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}

/**
 * How many standard deviations a normal value exceeds with a small probability, by bisection of the tail.
 * @example upperTail(0.025) // 1.96
 */
export function upperTail(probability: number): number {
  let [low, high] = [0, 40];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (tailAbove(middle) > probability) low = middle;
    else high = middle;
  }
  return low;
}

/** The continued fraction of Laplace, which is exact to 1e-7 from 0.5 on and good enough for a mark below. */
function tailAbove(z: number): number {
  if (z < 0.5) return 0.5 - z * 0.383;
  let fraction = z;
  for (let term = 100; term > 0; term -= 1) fraction = z + term / fraction;
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / fraction;
}
