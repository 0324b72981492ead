export function countLabels(labels: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels.sort()) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
