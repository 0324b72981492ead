import { expect } from 'chai';

import { Generator, uniform } from '../../random';
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
    it(`moves on behind ${count} reserved words as if they had been drawn`, () => {
      const [reserving, drawing] = [new Generator(3), new Generator(3)];
      reserving.random32();
      reserving.reserve(count);
      for (let i = 0; i < 1 + count; i++) drawing.random32();
      expect(reserving.random64()).to.deep.equal(drawing.random64());
    });
  }

  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [2, 0, 3, 1],
    [1, 1, 3, 3],
  ]) {
    it(`gives reserved words in the order ${order.join()} as if they had been drawn in theirs`, () => {
      const counts = [5, 1000, 0, 700];
      const [reserving, drawing] = [new Generator(3), new Generator(3)];
      const reserved = counts.map((count) => reserving.reserve(count));
      const drawn = counts.map((count) => uniform(count, -1, 1, drawing));
      for (const i of order) expect(uniform(counts[i], -1, 1, reserved[i])).to.deep.equal(drawn[i]);
      expect(reserving.random64()).to.deep.equal(drawing.random64());
      for (const i of order) expect(uniform(counts[i], -1, 1, reserved[i])).to.deep.equal(drawn[i]);
    });
  }

  it('gives all reserved words or none', () => {
    const words = new Generator(3).reserve(4);
    expect(() => uniform(3, 0, 1, words)).to.throw(RangeError, '4 words were reserved, and 3 are drawn.');
  });

  it('goes on independently after a clone', () => {
    const generator = new Generator(3);
    generator.reserve(620);
    const copies = [generator.clone(), generator.clone()];
    const tenOf = (drawn: Generator) => Array.from({ length: 10 }, () => drawn.random32());
    const next = tenOf(generator);
    for (const copy of copies) expect(tenOf(copy)).to.deep.equal(next);
  });

  for (const seed of [1.5, NaN, Infinity]) {
    it(`refuses the seed ${seed}`, () => {
      expect(() => new Generator(seed)).to.throw(TypeError, `A seed is an integer, got ${seed}.`);
    });
  }
});
