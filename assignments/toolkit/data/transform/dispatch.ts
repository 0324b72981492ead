/** A class whose instances an overload takes. `String`, `Number` and `Boolean` stand for the primitives. */
export type Type<T> = abstract new (...args: never[]) => T;

/** The values an overload of `type` receives: primitives instead of their wrapper objects. */
type Instance<T> = T extends { valueOf(): infer P extends string | number | boolean } ? P : T;

/** What to do with values of one class. */
export interface Overload {
  readonly type: Type<unknown>;
  readonly encode: (x: never) => unknown;
}

/** Says what to do with values of a class: `when(PILImage, (image) => …)`. */
export function when<T>(type: Type<T>, encode: (x: Instance<T>) => unknown): Overload {
  return { type, encode };
}

/**
 * A function that treats a value by its class: the overload of the nearest class decides, and a value
 * that no overload names is returned unchanged.
 *
 * @example encodes = dispatch(when(PILImage, flip), when(tf.Tensor, flipTensor));
 */
export function dispatch(...overloads: readonly Overload[]): (x: unknown) => unknown {
  const byPrototype = new Map(overloads.map(({ type, encode }) => [type.prototype as object, encode]));
  return (x) => {
    for (const prototype of prototypesOf(x)) {
      const encode = byPrototype.get(prototype);
      if (encode) return encode(x as never);
    }
    return x;
  };
}

/** The prototypes of a value, nearest class first. */
export function prototypesOf(x: unknown): object[] {
  const chain: object[] = [];
  if (x === null || x === undefined) return chain;
  for (let next = Object.getPrototypeOf(x); next !== null; next = Object.getPrototypeOf(next))
    chain.push(next);
  return chain;
}
