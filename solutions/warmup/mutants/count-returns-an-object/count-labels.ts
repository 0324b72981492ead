export function countLabels(labels: string[]): Map<string, number> {
  const counts: Record<string, number> = {};
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts as unknown as Map<string, number>;
}
