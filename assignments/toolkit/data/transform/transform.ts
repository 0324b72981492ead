import { isTuple, tuple } from '../tuple';
import { retainType } from './retain-type';

/** Which part of the data a pipeline works on: 0 training, 1 validation, null when nobody said. */
export type SplitIndex = 0 | 1 | null;

/**
 * A step of a Pipeline. A tuple is transformed value by value; anything else, a list included, is one value.
 *
 * Subclasses say what to do in `encodes`, either for every value or by class with `dispatch`.
 *
 * @example new Transform((x) => x * 2).call(tuple(1, 2)); // tuple(2, 4)
 */
export class Transform {
  /** Steps of a pipeline run from the lowest order to the highest, whatever the order they are listed in. */
  readonly order: number = 0;
  /** When set, the transform only works on this part of the data and leaves the rest unchanged. */
  readonly splitIdx: SplitIndex = null;

  readonly #encode: ((x: never) => unknown) | undefined;

  /** @param encode what `encodes` does, for a transform that is one plain function */
  constructor(encode?: (x: never) => unknown) {
    this.#encode = encode;
  }

  /** What the transform does to one value. Returns it unchanged unless a subclass or the constructor says more. */
  encodes(x: unknown): unknown {
    return this.#encode ? this.#encode(x as never) : x;
  }

  /** Transforms a value, or each value of a tuple; the class of what goes in is kept (see `retainType`). */
  call(x: unknown, splitIdx: SplitIndex = null): unknown {
    const isForThisSplit = this.splitIdx === null || this.splitIdx === splitIdx;
    return isForThisSplit ? this.transformEach(x) : x;
  }

  protected transformEach(x: unknown): unknown {
    if (isTuple(x)) return tuple(...x.map((value) => this.transformEach(value)));
    return retainType(this.encodes(x), x);
  }
}
