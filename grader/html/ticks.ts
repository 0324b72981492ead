/**
 * Round numbers (1, 2 or 5 times a power of ten) evenly spaced so that they span `low` to `high`, about
 * `wanted` of them; when both are the same number, or nearly, its neighbours too.
 */
export function ticksBetween(low: number, high: number, wanted: number): number[] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low <= size * NEARLY || size < TINY) {
    const room = size < TINY ? 1 : size / 10;
    return ticksBetween(low - room, high + room, wanted);
  }
  const step = roundStep((high - low) / wanted);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** Closer than this, ticks could not be told apart in twelve digits. */
const NEARLY = 1e-9;
/** Smaller than any number worth an axis of its own. */
const TINY = 1e-100;

function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = step / power;
  return (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power;
}
