/**
 * A few numbers that stand for many: how large they are together, and what is left of them under random signs. Two
 * lists that differ have different sketches, a device's rounding aside; nothing of a list can be read from its sketch.
 */
export type Sketch = [norm: number, ...projections: number[]];

const PROJECTIONS = 3;

/** Relative to the norm: ten times what two devices differ by in a whole network. */
const NOISE = 1e-4;

/** Sketches numbers; those that are none, or infinite, count as zero. */
export function sketchOf(data: ArrayLike<number>): Sketch {
  const sums = new Array<number>(PROJECTIONS).fill(0);
  let squares = 0;
  for (let index = 0; index < data.length; index += 1) {
    const value = data[index]!;
    if (!Number.isFinite(value)) continue;
    squares += value * value;
    const signs = scatter(index);
    for (let k = 0; k < PROJECTIONS; k += 1) sums[k]! += (signs >>> k) & 1 ? value : -value;
  }
  return [Math.sqrt(squares), ...sums].map(rounded) as Sketch;
}

/** Whether two sketches are of the same numbers, as far as devices agree. */
export function sameSketch(a: Sketch, b: Sketch): boolean {
  const allowed = NOISE * Math.max(a[0], b[0]);
  return a.length === b.length && a.every((value, index) => Math.abs(value - b[index]!) <= allowed);
}

/** Several sketches as one. */
export function foldSketches(sketches: readonly Sketch[]): Sketch {
  const sums = new Array<number>(PROJECTIONS).fill(0);
  let squares = 0;
  sketches.forEach(([norm, ...projections], index) => {
    squares += norm * norm;
    const signs = scatter(index);
    projections.forEach((value, k) => (sums[k]! += (signs >>> k) & 1 ? value : -value));
  });
  return [Math.sqrt(squares), ...sums].map(rounded) as Sketch;
}

/** An integer hash whose bits are as good as drawn. */
function scatter(index: number): number {
  let hash = Math.imul(index + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Seven digits are what float32 holds. */
function rounded(value: number): number {
  return Number(value.toPrecision(7));
}
