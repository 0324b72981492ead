export function mean(values: number[]): number {
  return divide(values as never, 'total');
}

function divide(values: { total: { by(n: number): number } }, key: 'total'): number {
  return values[key].by(2);
}
