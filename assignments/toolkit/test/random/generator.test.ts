import { expect } from 'chai';

import { Generator } from '../../random';
import { expected } from '../support/expected';

describe('Generator', () => {
  for (const { seed, words } of expected<{ seed: string; words: number[] }[]>('random-words')) {
    it(`draws PyTorch's words after seed ${seed}`, () => {
      const generator = new Generator(BigInt(seed));
      expect(words.map(() => generator.random32())).to.deep.equal(words);
    });
  }

  it('takes seeds as numbers too', () => {
    expect(new Generator(19).random32()).to.equal(new Generator(19n).random32());
  });

  it('draws the high half of 64 bits first', () => {
    expect(new Generator(19).random64()).to.deep.equal([418903645, 1848846958]);
  });

  for (const count of [1, 623, 624, 625, 3000]) {
    it(`skips ${count} words as if they had been drawn`, () => {
      const [skipping, drawing] = [new Generator(3), new Generator(3)];
      skipping.skip(count);
      for (let i = 0; i < count; i++) drawing.random32();
      expect(skipping.random64()).to.deep.equal(drawing.random64());
    });
  }

  it('goes on independently after a clone', () => {
    const generator = new Generator(3);
    generator.skip(620);
    const copy = generator.clone();
    const next = Array.from({ length: 10 }, () => generator.random32());
    expect(Array.from({ length: 10 }, () => copy.random32())).to.deep.equal(next);
  });

  for (const seed of [1.5, NaN, Infinity]) {
    it(`refuses the seed ${seed}`, () => {
      expect(() => new Generator(seed)).to.throw(TypeError, `A seed is an integer, got ${seed}.`);
    });
  }
});
