import { fillUniformSimd } from './mersenne-twister-simd';

const N = 624;
const M = 397;
/** From so many numbers on, drawing four at a time makes up for carrying the state over and back. */
const MANY = 4096;

/** The state of Mersenne Twister 19937 and what can be drawn from it, one word after the other. */
export class MersenneTwister {
  // Signed: the engine keeps signed words as they are, and turns large unsigned ones into doubles.
  readonly #state = new Int32Array(N);
  #next = N;

  /** @param seed 32 bits */
  static seeded(seed: number): MersenneTwister {
    const twister = new MersenneTwister();
    seedState(twister.#state, seed);
    return twister;
  }

  /** What `save` gave; throws a RangeError when it is no such thing. */
  static restored(saved: Int32Array): MersenneTwister {
    if (saved.length !== N + 1)
      throw new RangeError(`A saved generator has ${N + 1} words, got ${saved.length}.`);
    const twister = new MersenneTwister();
    twister.#state.set(saved.subarray(0, N));
    twister.#next = saved[N];
    return twister;
  }

  /** The whole state as data: 624 words and a position. */
  save(): Int32Array {
    return Int32Array.of(...this.#state, this.#next);
  }

  clone(): MersenneTwister {
    const copy = new MersenneTwister();
    copy.#state.set(this.#state);
    copy.#next = this.#next;
    return copy;
  }

  /** One 32-bit word, as an unsigned number. */
  random32(): number {
    if (this.#next === N) this.#refill();
    return temper(this.#state[this.#next++]) >>> 0;
  }

  /** Writes the low 24 bits of one word per element, mapped to `low + u * range` with a single rounding. */
  fillUniform(out: Float32Array, low: number, range: number): void {
    const state = this.#state;
    const scale = range * 2 ** -24;
    if (out.length >= MANY) {
      this.#next = fillUniformSimd(out, { state, next: this.#next }, { low, scale });
      return;
    }
    for (let i = 0; i < out.length;) {
      if (this.#next === N) this.#refill();
      const count = Math.min(N - this.#next, out.length - i);
      for (let k = this.#next, end = k + count; k < end; k++) {
        out[i++] = (temper(state[k]) & 0xffffff) * scale + low;
      }
      this.#next += count;
    }
  }

  /** Moves on as if `count` words had been drawn, at half of the time. */
  skip(count: number): void {
    for (let left = count; left > 0;) {
      if (this.#next === N) this.#refill();
      const step = Math.min(N - this.#next, left);
      this.#next += step;
      left -= step;
    }
  }

  #refill(): void {
    twist(this.#state);
    this.#next = 0;
  }
}

function seedState(state: Int32Array, seed: number): void {
  state[0] = seed;
  for (let i = 1; i < N; i++) {
    const previous = state[i - 1] ^ (state[i - 1] >>> 30);
    state[i] = Math.imul(1812433253, previous) + i;
  }
}

function twist(state: Int32Array): void {
  for (let i = 0; i < N - M; i++) state[i] = state[i + M] ^ mix(state[i], state[i + 1]);
  for (let i = N - M; i < N - 1; i++) state[i] = state[i + M - N] ^ mix(state[i], state[i + 1]);
  state[N - 1] = state[M - 1] ^ mix(state[N - 1], state[0]);
}

function mix(high: number, low: number): number {
  const y = (high & 0x80000000) | (low & 0x7fffffff);
  return (y >>> 1) ^ (-(low & 1) & 0x9908b0df);
}

function temper(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >>> 18);
}
