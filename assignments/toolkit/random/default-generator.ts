import { Generator } from './generator';

/** What PyTorch starts with when nobody seeds it. */
const PYTORCH_DEFAULT_SEED = 67280421310721n;

let current = new Generator(PYTORCH_DEFAULT_SEED);

/** Restarts the default generator from a seed, as `torch.manual_seed` does, and returns it. */
export function manualSeed(seed: number | bigint): Generator {
  current = new Generator(seed);
  return current;
}

/** The generator that layers and augmentations draw from when they are given none. */
export function defaultGenerator(): Generator {
  return current;
}

/** Runs `fn` with `generator` as the default one, then puts the other back where it was. */
export function withGenerator<R>(generator: Generator, fn: () => R): R {
  const before = current;
  current = generator;
  try {
    return fn();
  } finally {
    current = before;
  }
}
