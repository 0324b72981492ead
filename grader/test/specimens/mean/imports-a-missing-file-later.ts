/** Right, and asking for a file that is not there in a promise that nobody waits for. */
export function mean(values: number[]): number {
  void import('./sum.ts');
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
