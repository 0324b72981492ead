/** Takes one of some choices. */
export type Draw = <Choice>(...choices: readonly Choice[]) => Choice;

/** A source of choices that is the same in every run. */
export function drawsFrom(seed: number): { draw: Draw; next: () => number } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { draw: (...choices) => choices[Math.floor(next() * choices.length)]!, next };
}
