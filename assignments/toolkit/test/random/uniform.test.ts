import { expect } from 'chai';

import { Generator, uniform } from '../../random';
import { expected } from '../support/expected';

interface Draw {
  size: number;
  low: number;
  high: number;
  first: number[];
  /** Of the numbers' bits, read as unsigned integers. */
  sum: number;
}

describe('uniform', () => {
  it("draws PyTorch's float32 numbers bit for bit, whatever was drawn before", () => {
    const generator = new Generator(7);
    for (const { size, low, high, first, sum } of expected<Draw[]>('random-uniforms')) {
      const drawn = uniform(size, low, high, generator);
      expect([...drawn.subarray(0, 4)], `${size} in [${low}, ${high})`).to.deep.equal(first.map(Math.fround));
      expect(sumOfBits(drawn), `${size} in [${low}, ${high})`).to.equal(sum);
    }
  });

  it('draws many numbers at once as it draws few at a time, wherever the generator stands', () => {
    for (const skipped of [0, 1, 623, 624, 1000]) {
      const [once, often] = [new Generator(9), new Generator(9)];
      for (const generator of [once, often]) for (let i = 0; i < skipped; i++) generator.random32();
      const many = uniform(40001, -0.3, 0.7, once);
      const few = Array.from({ length: 41 }, (_, i) => [
        ...uniform(Math.min(1000, 40001 - i * 1000), -0.3, 0.7, often),
      ]);
      expect(Buffer.from(many.buffer).equals(Buffer.from(Float32Array.from(few.flat()).buffer))).to.equal(
        true,
      );
      expect(once.save()).to.deep.equal(often.save());
    }
  });

  it('draws as many numbers as a shape has elements', () => {
    expect(uniform([2, 3, 4], 0, 1, new Generator(0))).to.deep.equal(uniform(24, 0, 1, new Generator(0)));
    expect(uniform([], 0, 1, new Generator(0))).to.have.length(1);
  });
});

function sumOfBits(drawn: Float32Array): number {
  return new Uint32Array(drawn.buffer).reduce((sum, bits) => sum + bits, 0);
}
