import { expect } from 'chai';

import { bernoulli, Generator, numpyShuffle, randperm } from '../../random';
import { expected } from '../support/expected';

describe('bernoulli', () => {
  it("draws PyTorch's zeros and ones", () => {
    const generator = new Generator(7);
    for (const { p, draws } of expected<{ p: number; draws: number[] }[]>('random-bernoullis')) {
      expect([...bernoulli(draws.length, p, generator)], `p = ${p}`).to.deep.equal(draws);
    }
  });

  for (const p of [-0.1, 1.1, NaN]) {
    it(`refuses the probability ${p}`, () => {
      expect(() => bernoulli(1, p)).to.throw(RangeError, `A probability lies between 0 and 1, got ${p}.`);
    });
  }
});

describe('randperm', () => {
  it("permutes as PyTorch's", () => {
    const generator = new Generator(7);
    for (const permutation of expected<number[][]>('random-permutations')) {
      expect(randperm(permutation.length, generator)).to.deep.equal(permutation);
    }
  });
});

describe('numpyShuffle', () => {
  for (const { seed, n, order } of expected<{ seed: number; n: number; order: number[] }[]>(
    'random-numpy-shuffles',
  )) {
    it(`shuffles ${n} items as NumPy after seed ${seed}`, () => {
      const list = Array.from({ length: n }, (_, i) => i);
      numpyShuffle(list, seed);
      expect(list).to.deep.equal(order);
    });
  }
});
