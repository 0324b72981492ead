/** Points without what sums of decimals leave behind: 0.2 + 0.2 + 0.6 is one point, not 1.0000000000000002. */
export function withoutDust(points: number): number {
  return Math.round(points * 1e9) / 1e9;
}

/** Points of several things together, without dust. */
export function sumPoints(points: Iterable<number>): number {
  let sum = 0;
  for (const each of points) sum += each;
  return withoutDust(sum);
}
