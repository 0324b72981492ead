export function countLabels(labels: string[]): Map<string, number> {
  return new Map(labels.map((label) => [label, 1]));
}
