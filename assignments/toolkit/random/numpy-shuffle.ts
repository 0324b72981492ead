import { Generator } from './generator';

/**
 * Reorders `list` in place as `np.random.seed(seed); np.random.shuffle(list)` does.
 *
 * @param seed or a generator that goes on from where it is, as another `np.random.shuffle` does
 */
export function numpyShuffle(list: unknown[], seed: number | Generator): void {
  const generator = seed instanceof Generator ? seed : new Generator(seed);
  for (let i = list.length - 1; i > 0; i--) {
    const j = drawUpTo(i, generator);
    [list[i], list[j]] = [list[j], list[i]];
  }
}

/** An integer in [0, max]: masked words, and another one whenever the word is too large. */
function drawUpTo(max: number, generator: Generator): number {
  const mask = 2 ** (32 - Math.clz32(max)) - 1;
  for (;;) {
    const word = (generator.random32() & mask) >>> 0;
    if (word <= max) return word;
  }
}
