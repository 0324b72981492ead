import { isTuple, tuple } from '../tuple';
import { retainType } from './retain-type';
import { Transform } from './transform';

/**
 * A Transform whose `encodes` gets the whole pair at once, as a list `[x, y]`, and returns the new pair.
 * For what must change x and y together, such as a crop of an image and of its mask.
 *
 * @example
 * class DoubleLabel extends ItemTransform {
 *   override encodes([x, y]: [unknown, tf.Tensor]) {
 *     return [x, y.mul(2)];
 *   }
 * }
 */
export class ItemTransform extends Transform {
  protected override transformEach(x: unknown): unknown {
    const result = this.encodes(isTuple(x) ? [...x] : x);
    if (isTuple(x)) return Array.isArray(result) && !isTuple(result) ? tuple(...result) : result;
    return retainType(result, x);
  }
}
