const N = 624;
const M = 397;

/**
 * Mersenne Twister 19937, the generator behind `torch.manual_seed` on the CPU and NumPy's legacy `RandomState`:
 * the same seed draws the same 32-bit words.
 *
 * @example new Generator(19).random32(); // 418903645
 */
export class Generator {
  readonly #state = new Uint32Array(N);
  #next = N;

  /** @param seed an integer; negative ones wrap around 2^64 as PyTorch's do, and the low 32 bits decide */
  constructor(seed: number | bigint) {
    seedState(this.#state, lowWord(seed));
  }

  /** One 32-bit word, as an unsigned number. */
  random32(): number {
    if (this.#next === N) this.#refill();
    return temper(this.#state[this.#next++]);
  }

  /** Two 32-bit words: the first drawn is the high half of PyTorch's 64-bit draw. */
  random64(): [high: number, low: number] {
    return [this.random32(), this.random32()];
  }

  /** Writes the low 24 bits of one word per element, mapped to `low + u * range` with a single rounding. */
  fillUniform(out: Float32Array, low: number, range: number): void {
    const state = this.#state;
    for (let i = 0; i < out.length;) {
      if (this.#next === N) this.#refill();
      const count = Math.min(N - this.#next, out.length - i);
      for (let k = this.#next, end = k + count; k < end; k++) {
        out[i++] = (temper(state[k]) & 0xffffff) * 2 ** -24 * range + low;
      }
      this.#next += count;
    }
  }

  /** Moves on as if `count` words had been drawn, at a fraction of the time. */
  skip(count: number): void {
    for (let left = count; left > 0;) {
      if (this.#next === N) this.#refill();
      const step = Math.min(N - this.#next, left);
      this.#next += step;
      left -= step;
    }
  }

  /** An independent generator that will draw what this one is about to draw. */
  clone(): Generator {
    const copy = new Generator(0);
    copy.#state.set(this.#state);
    copy.#next = this.#next;
    return copy;
  }

  /** Its whole state as data: 624 words and a position. */
  save(): Int32Array {
    return Int32Array.of(...new Int32Array(this.#state.buffer), this.#next);
  }

  /** Makes it draw what the generator that was saved would have drawn. */
  restore(saved: Int32Array): void {
    if (saved.length !== N + 1)
      throw new RangeError(`A saved generator has ${N + 1} words, got ${saved.length}.`);
    this.#state.set(saved.subarray(0, N));
    this.#next = saved[N];
  }

  #refill(): void {
    twist(this.#state);
    this.#next = 0;
  }
}

function lowWord(seed: number | bigint): number {
  if (typeof seed === 'number' && !Number.isInteger(seed)) {
    throw new TypeError(`A seed is an integer, got ${seed}.`);
  }
  return Number(BigInt.asUintN(32, BigInt(seed)));
}

function seedState(state: Uint32Array, seed: number): void {
  state[0] = seed;
  for (let i = 1; i < N; i++) {
    const previous = state[i - 1] ^ (state[i - 1] >>> 30);
    state[i] = Math.imul(1812433253, previous) + i;
  }
}

function twist(state: Uint32Array): void {
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
  return (y ^ (y >>> 18)) >>> 0;
}
