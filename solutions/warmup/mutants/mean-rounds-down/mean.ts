export function mean(values: number[]): number {
  if (values.length === 0) return 0;
  return Math.trunc(values.reduce((sum, value) => sum + value, 0) / values.length);
}
