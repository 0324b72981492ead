const zero = await Promise.resolve(0);

export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, zero) / values.length;
}
