import { bernoulli, defaultGenerator, type Generator } from '../../random';

/** Which of the drawn values take effect: each with probability `p`; the others become `neutral`. */
export interface Gate {
  p: number;
  neutral: number;
  generator: Generator | undefined;
}

/** Keeps each value with probability `p` and makes the others neutral, with fastai's draws and roundings. */
export function gate(
  values: Float32Array,
  { p, neutral, generator = defaultGenerator() }: Gate,
): Float32Array {
  // A certain effect costs no draw.
  if (p === 1) return values;
  const kept = bernoulli(values.length, p, generator);
  return values.map((value, i) => Math.fround(value - neutral) * kept[i] + neutral);
}
