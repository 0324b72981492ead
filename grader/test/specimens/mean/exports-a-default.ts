export default function mean(values: number[]): number {
  return values.length;
}
