/** Points without what sums of decimals leave behind: 0.2 + 0.2 + 0.6 is one point, not 1.0000000000000002. */
export function withoutDust(points: number): number {
  return Math.round(points * 1e9) / 1e9;
}

/**
 * Points as they go out, rounded half up as people do it: 1.005 is 1.01, although its binary is a little less. Only what is
 * shown is rounded, and only once.
 */
export function roundedPoints(points: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(withoutDust(points * factor)) / factor;
}

/** Points of several things together, without dust. */
export function sumPoints(points: Iterable<number>): number {
  let sum = 0;
  for (const each of points) sum += each;
  return withoutDust(sum);
}
