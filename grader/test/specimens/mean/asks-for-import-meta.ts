export function mean(values: number[]): number {
  console.log(import.meta.url);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
