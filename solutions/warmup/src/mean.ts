/** Solution. Only the empty list needs thought: 0 / 0 is NaN. */
export function mean(values: number[]): number {
  if (values.length === 0) return 0;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
