import { countLabels } from './count-labels.ts';

export function mean(values: number[]): number {
  if (countLabels(['a']).get('a') !== 1 || values.length === 0) return 0;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
