import { sum } from './sum';

export function mean(values: number[]): number {
  return sum(values) / values.length;
}
