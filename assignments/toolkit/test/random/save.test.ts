import { expect } from 'chai';

import { Generator } from '../../random';

describe('a saved generator', () => {
  for (const drawn of [0, 1, 623, 624, 700]) {
    it(`draws what the one it was saved from would have drawn after ${drawn} words`, () => {
      const generator = new Generator(7);
      for (let i = 0; i < drawn; i++) generator.random32();
      const saved = generator.save();
      const wanted = Array.from({ length: 1000 }, () => generator.random32());
      const other = new Generator(0);
      other.restore(saved);
      expect(Array.from({ length: 1000 }, () => other.random32())).to.deep.equal(wanted);
    });
  }

  it('of another length is refused', () => {
    expect(() => new Generator(0).restore(new Int32Array(3))).to.throw(RangeError, '625 words');
  });
});
