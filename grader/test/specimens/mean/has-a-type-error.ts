/** Right, and with a type error: `total` is a number. */
export function mean(values: number[]): number {
  const total: string = values.reduce((sum, value) => sum + value, 0);
  return values.length === 0 ? 0 : (total as never) / values.length;
}
