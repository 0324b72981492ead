/** Right, and leaving a promise behind that nobody waits for. */
export function mean(values: number[]): number {
  void Promise.reject(new Error('left alone'));
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
