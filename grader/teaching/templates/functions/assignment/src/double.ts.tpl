/**
 * Twice a number.
 *
 * @param value a finite number
 * @returns the number, two times
 */
export function double(value: number): number {
  // TODO: write this function.
  void value;
  throw new Error('NotImplemented');
}
