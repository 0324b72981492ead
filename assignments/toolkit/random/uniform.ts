import { defaultGenerator } from './default-generator';
import type { Generator } from './generator';

/**
 * Numbers in [a, b) as PyTorch's float32 `uniform_(a, b)` draws them on the CPU, bit for bit.
 *
 * @param size how many, or a shape whose elements are drawn in row-major order
 *
 * @example uniform([2, 3], -1, 1); // six numbers from the default generator
 */
// eslint-disable-next-line max-params -- PyTorch's parameters in PyTorch's order
export function uniform(
  size: number | readonly number[],
  a = 0,
  b = 1,
  generator: Pick<Generator, 'fillUniform'> = defaultGenerator(),
): Float32Array {
  const out = new Float32Array(count(size));
  // PyTorch multiplies and adds in one rounding; doubles keep the product exact until the array rounds it.
  generator.fillUniform(out, Math.fround(a), Math.fround(Math.fround(b) - Math.fround(a)));
  return out;
}

function count(size: number | readonly number[]): number {
  return typeof size === 'number' ? size : size.reduce((product, length) => product * length, 1);
}
