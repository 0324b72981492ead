import { defaultGenerator } from './default-generator';
import type { Generator } from './generator';

/** The numbers 0 … n−1 in a random order, as `torch.randperm(n)`. */
export function randperm(n: number, generator: Generator = defaultGenerator()): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < n - 1; i++) {
    const j = i + (generator.random32() % (n - i));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
