import type { PlainTensor, TensorDtype } from '../wire/plain';
import type { TraceToFollow } from './trace';

/**
 * How far a tensor may be from the one that is expected; exactly one of: `norm`, the largest Euclidean norm of the
 * difference; `relative`, that norm divided by the norm of what is expected; `absolute`, the largest difference of one
 * element.
 */
export type Tolerance = { norm: number } | { relative: number } | { absolute: number };

/** What `expect()` can say of tensors, besides all that chai knows. */
export interface TensorAssertions {
  /**
   * Asserts that the value is a tensor, with a dtype and a shape when they are given. Any other value fails.
   *
   * @param form what is asked of the tensor; nothing by default
   *
   * @example
   * const y = await evaluate(() => ({ x: 1 }));
   * expect(y).not.to.be.tensor();
   * expect(tensor('int32', [2], [1, 2])).to.be.tensor({ dtype: 'int32', shape: [2] });
   */
  tensor(form?: { dtype?: TensorDtype; shape?: readonly number[] }): Chai.Assertion;

  /**
   * Asserts that the value is a tensor of the same dtype and shape whose elements are the same numbers; NaN equals NaN.
   *
   * @param expected a tensor: `expected('name')`, or `tensor(dtype, shape, data)`
   *
   * @example
   * const x = tensor('int32', [2], [1, 2]);
   * expect(await evaluate((_, { x }) => x, { x })).to.equalTensor(x);
   */
  equalTensor(expected: PlainTensor): Chai.Assertion;

  /**
   * Asserts that the value is a tensor of the same dtype and shape, no further away than a tolerance.
   *
   * @param expected a tensor: `expected('name')`, or `tensor(dtype, shape, data)`
   * @param tolerance exactly one of `norm`, `relative` and `absolute`
   *
   * @example
   * const third = tensor('float32', [1], [1 / 3]);
   * const y = await evaluate((_, { x }) => x, { x: tensor('float32', [1], [0.333333]) });
   * expect(y).to.be.closeToTensor(third, { absolute: 1e-6 });
   */
  closeToTensor(expected: PlainTensor, tolerance: Tolerance): Chai.Assertion;

  /**
   * Makes the comparison of tensors that follows tell, when it fails, where a computation of several steps first went
   * wrong. What was computed on the way is asked for only then.
   *
   * @param trace what the submission computed at each place, and sketches of what is right there
   *
   * @example
   * const right: Trace = { doubled: { shape: [2], sketch: [4.472, 6, 2, -2] } };
   * const seen = () =>
   *   evaluate(({ double }) => ({ doubled: { shape: [2], data: Float32Array.of(double(1), double(2)) } }));
   * const sum = await evaluate(({ double }) => Float32Array.of(double(1) + double(2)));
   * expect(sum).to.trace({ seen, right }).deep.equal(Float32Array.of(6));
   */
  trace(trace: TraceToFollow): Chai.Assertion;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Chai {
    /* eslint-disable @typescript-eslint/no-empty-object-type -- chai's interfaces grow by merging */
    interface Assertion extends TensorAssertions {}
    interface TypeComparison extends Pick<TensorAssertions, 'tensor'> {}
    interface LanguageChains extends Pick<TensorAssertions, 'trace' | 'closeToTensor'> {}
    /* eslint-enable @typescript-eslint/no-empty-object-type */
  }
}
