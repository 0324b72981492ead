import { defaultGenerator } from './default-generator';
import type { Generator } from './generator';

/** `n` draws that are 1 with probability `p` and 0 otherwise, as `bernoulli_(p)` of a PyTorch without MKL. */
export function bernoulli(n: number, p: number, generator: Generator = defaultGenerator()): Float32Array {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability lies between 0 and 1, got ${p}.`);
  return Float32Array.from({ length: n }, () => (uniform53(generator) < p ? 1 : 0));
}

/** A float64 in [0, 1) from the low 53 bits of a 64-bit draw. */
function uniform53(generator: Generator): number {
  const [high, low] = generator.random64();
  return ((high & 0x1fffff) * 2 ** 32 + low) * 2 ** -53;
}
