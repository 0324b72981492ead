/**
 * Marks the arrays that `tuple` made; shared through the registry, so that two copies of this module agree. Its name
 * stands in type errors, where a list is given in place of a pair.
 */
const MADE_WITH_TUPLE: unique symbol = Symbol.for('boletim.tuple');

/** Values that belong together, such as a pair (x, y). Destructures like an array; cannot be changed. */
export type Tuple<T extends readonly unknown[] = readonly unknown[]> = Readonly<T> & {
  readonly [MADE_WITH_TUPLE]: true;
};

/**
 * Groups values that belong together, as Python's `(x, y)` does.
 *
 * JavaScript writes lists and tuples alike, and transforms treat them differently: a tuple is transformed
 * value by value, a list (a plain array) is one value.
 *
 * @example const [x, y] = tuple(image, 'cat');
 */
export function tuple<T extends readonly unknown[]>(...values: T): Tuple<T> {
  Object.defineProperty(values, MADE_WITH_TUPLE, { value: true });
  return Object.freeze(values) as unknown as Tuple<T>;
}

/** True for what `tuple` returned, false for a plain array and everything else. */
export function isTuple(value: unknown): value is Tuple {
  return Array.isArray(value) && MADE_WITH_TUPLE in value;
}
