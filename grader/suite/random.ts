import { createHash, randomInt } from 'node:crypto';
import { PlainTensor } from '../wire/plain';

/** Draws what is drawn where nobody asks for another seed. */
export const DEFAULT_SEED = 19;

/** A seed that nobody can foresee. */
export function drawSeed(): number {
  return randomInt(2 ** 48 - 1);
}

/** Draws inputs, as `random('name')` gives it to a suite. The numbers are not PyTorch's: only repeatability matters. */
export interface SeededRandom {
  /**
   * Draws a float32 tensor of numbers from `low` (0 by default) to below `high` (1 by default).
   *
   * @example
   * const x = random('x').uniform([2, 3], -1, 1);
   * expect(x).to.be.tensor({ dtype: 'float32', shape: [2, 3] });
   * const list = [...random('list').uniform([5]).data]; // a list of numbers
   * expect(await evaluate(({ doubleAll }, { list }) => doubleAll(list), { list })).to.have.length(5);
   */
  uniform(shape: number[], low?: number, high?: number): PlainTensor;
  /**
   * Draws an integer from `low` to `high`, both included.
   *
   * @example
   * const die = random('die').int(1, 6);
   * expect(await evaluate(({ double }, { die }) => double(die), { die })).to.be.within(2, 12);
   */
  int(low: number, high: number): number;
  /**
   * Draws one item of a list.
   *
   * @example
   * const x = random('x').pick([2, 3, 5]);
   * expect(await evaluate(({ double }, { x }) => double(x), { x })).to.be.oneOf([4, 6, 10]);
   */
  pick<T>(list: readonly T[]): T;
}

/** A generator whose numbers depend on the seed and the name alone, so that tests do not disturb each other. */
export function seededRandom(seed: number, name: string): SeededRandom {
  const next = sfc32(createHash('sha256').update(`${seed}/${name}`).digest());
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    int,
    pick: (list) => list[int(0, list.length - 1)]!,
    uniform(shape, low = 0, high = 1) {
      const size = shape.reduce((product, length) => product * length, 1);
      return new PlainTensor(
        'float32',
        shape,
        Float32Array.from({ length: size }, () => low + next() * (high - low)),
      );
    },
  };
}

/** Chris Doty-Humphrey's small fast counting generator (PractRand), 32-bit version: numbers in [0, 1). */
function sfc32(seed: Buffer): () => number {
  let [a, b, c, counter] = [0, 4, 8, 12].map((offset) => seed.readInt32LE(offset)) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
}
