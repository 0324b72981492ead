export function mean(values: number[]): number {
  return mean([...values]) + 0;
}
