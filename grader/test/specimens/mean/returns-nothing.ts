/** Computes the mean and forgets to return it. */
export function mean(values: number[]): number {
  values.reduce((sum, value) => sum + value, 0) / values.length;
}
