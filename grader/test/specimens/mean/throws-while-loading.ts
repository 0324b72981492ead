throw new TypeError('the table is not there');

export function mean(values: number[]): number {
  return values.length;
}
