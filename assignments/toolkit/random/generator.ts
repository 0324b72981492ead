import { MersenneTwister } from './mersenne-twister';
import { Place } from './place';

/**
 * Mersenne Twister 19937, the generator behind `torch.manual_seed` on the CPU and NumPy's legacy `RandomState`:
 * the same seed draws the same 32-bit words.
 *
 * @example new Generator(19).random32(); // 418903645
 */
export class Generator {
  /** Where it stands, or, after words were reserved, the place that it will draw from next. */
  #at: MersenneTwister | Place;

  /** @param seed an integer; negative ones wrap around 2^64 as PyTorch's do, and the low 32 bits decide */
  constructor(seed: number | bigint) {
    this.#at = MersenneTwister.seeded(lowWord(seed));
  }

  /** One 32-bit word, as an unsigned number. */
  random32(): number {
    return this.#twister().random32();
  }

  /** Two 32-bit words: the first drawn is the high half of PyTorch's 64-bit draw. */
  random64(): [high: number, low: number] {
    return [this.random32(), this.random32()];
  }

  /** Writes the low 24 bits of one word per element, mapped to `low + u * range` with a single rounding. */
  fillUniform(out: Float32Array, low: number, range: number): void {
    this.#twister().fillUniform(out, low, range);
  }

  /**
   * Keeps the next `count` words for later and moves on behind them, in no time. They can be drawn whenever they are
   * needed, any number of times; all of them, or a RangeError is thrown.
   */
  reserve(count: number): Pick<Generator, 'fillUniform'> {
    const start = this.#at instanceof Place ? this.#at : Place.of(this.#at);
    const end = start.after(count);
    this.#at = end;
    return {
      fillUniform(out, low, range) {
        if (out.length !== count)
          throw new RangeError(`${count} words were reserved, and ${out.length} are drawn.`);
        const twister = start.visit();
        twister.fillUniform(out, low, range);
        end.arrive(twister);
      },
    };
  }

  /** An independent generator that will draw what this one is about to draw. */
  clone(): Generator {
    const copy = new Generator(0);
    copy.#at = this.#at instanceof Place ? this.#at : this.#at.clone();
    return copy;
  }

  /** Its whole state as data: 624 words and a position. */
  save(): Int32Array {
    return this.#twister().save();
  }

  /** Makes it draw what the generator that was saved would have drawn. */
  restore(saved: Int32Array): void {
    this.#at = MersenneTwister.restored(saved);
  }

  #twister(): MersenneTwister {
    if (this.#at instanceof Place) this.#at = this.#at.visit();
    return this.#at;
  }
}

function lowWord(seed: number | bigint): number {
  if (typeof seed === 'number' && !Number.isInteger(seed)) {
    throw new TypeError(`A seed is an integer, got ${seed}.`);
  }
  return Number(BigInt.asUintN(32, BigInt(seed)));
}
