/**
 * Round numbers (1, 2 or 5 times a power of ten) evenly spaced so that they span `low` to `high`, about
 * `wanted` of them; when both are the same number, its neighbours too.
 */
export function ticksBetween(low: number, high: number, wanted: number): number[] {
  if (low === high) return ticksBetween(low - spread(low), high + spread(high), wanted);
  const step = roundStep((high - low) / wanted);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

function spread(value: number): number {
  return value === 0 ? 1 : Math.abs(value) / 10;
}

function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = step / power;
  return (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power;
}
