/**
 * Counts how often each label occurs.
 *
 * @param labels any strings, "constructor" and "" included; the list is left as it is
 * @returns a map from each label to its count, in the order of first occurrence
 *
 * @example
 * countLabels(['cat', 'dog', 'cat']); // Map { 'cat' => 2, 'dog' => 1 }
 */
export function countLabels(labels: string[]): Map<string, number> {
  // TODO: write this function.
  void labels;
  throw new Error('NotImplemented');
}
