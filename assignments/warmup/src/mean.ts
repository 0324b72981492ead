/**
 * The arithmetic mean of a list of numbers.
 *
 * @param values finite numbers
 * @returns their sum divided by how many they are; 0 for an empty list
 *
 * @example
 * mean([1, 2, 6]); // 3
 */
export function mean(values: number[]): number {
  // TODO: write this function; `values` is used below only so that the stub compiles.
  void values;
  throw new Error('NotImplemented');
}
