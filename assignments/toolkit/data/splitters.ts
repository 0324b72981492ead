import path from 'node:path';

import { defaultGenerator, manualSeed, randperm } from '../random/index';
import { parentLabel } from './image-files';

/** Positions in the list of items: those to train on, then those to validate with. */
export type Split = readonly [train: number[], valid: number[]];

/** Decides which items are for training and which for validation. */
export type Splitter<Item = string> = (items: readonly Item[]) => Split;

/**
 * A splitter that sets a random part aside for validation. With a seed it draws what fastai draws, and like
 * fastai it restarts the default generator from that seed.
 *
 * @param validPct the fraction to validate with; `validPct * n` is cut down to a whole number
 *
 * @example const [train, valid] = RandomSplitter({ validPct: 0.2, seed: 19 })(items);
 */
export function RandomSplitter({
  validPct = 0.2,
  seed,
}: { validPct?: number; seed?: number } = {}): Splitter<unknown> {
  if (!(validPct >= 0 && validPct <= 1)) {
    throw new RangeError(`validPct is a fraction between 0 and 1, got ${validPct}.`);
  }
  return (items) => {
    const generator = seed === undefined ? defaultGenerator() : manualSeed(seed);
    const order = randperm(items.length, generator);
    const cut = Math.trunc(validPct * items.length);
    return [order.slice(cut), order.slice(0, cut)];
  };
}

/**
 * A splitter by folder: `…/train/cat/1.jpg` is for training because of its grandparent's name. Items below
 * neither folder are left out. It does not shuffle.
 *
 * @example const [train, valid] = GrandparentSplitter({ validName: 'val' })(files);
 */
export function GrandparentSplitter({ trainName = 'train', validName = 'valid' } = {}): Splitter {
  const below = (files: readonly string[], name: string): number[] =>
    [...files.keys()].filter((i) => parentLabel(path.dirname(files[i])) === name);
  return (files) => [below(files, trainName), below(files, validName)];
}
