/** Right, and printing far more than anybody reads. */
export function mean(values: number[]): number {
  for (let line = 1; line <= 4_000; line += 1) console.log(`line ${line} of values ${values}`);
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
