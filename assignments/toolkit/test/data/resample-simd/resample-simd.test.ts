import { expect } from 'chai';
import fc from 'fast-check';

import { resampleBilinear, resampleOneByOne } from '../../../data/resample';
import { Generator } from '../../../random';

describe('resampling with SIMD', () => {
  const side = fc.integer({ min: 1, max: 70 });

  it('gives the bytes that adding up one by one gives, whatever the sizes', () => {
    fc.assert(
      fc.property(fc.tuple(side, side, side, side), ([width, height, outWidth, outHeight]) => {
        const generator = new Generator(width * 70 + height);
        const data = Uint8Array.from({ length: width * height * 3 }, () => generator.random32());
        const [fast, slow] = [
          resampleBilinear({ width, height, data }, outWidth, outHeight),
          resampleOneByOne({ width, height, data }, { width: outWidth, height: outHeight }),
        ];
        expect([fast.width, fast.height]).to.deep.equal([outWidth, outHeight]);
        expect(Buffer.from(fast.data).equals(Buffer.from(slow.data))).to.equal(true);
      }),
    );
  });

  it('keeps white white and black black, where rounding could overflow', () => {
    for (const value of [0, 255]) {
      const data = new Uint8Array(333 * 127 * 3).fill(value);
      const { data: resized } = resampleBilinear({ width: 333, height: 127, data }, 101, 192);
      expect(resized.every((byte) => byte === value)).to.equal(true);
    }
  });

  it('hands out bytes of its own, which the next image does not overwrite', () => {
    const image = (value: number) => ({ width: 8, height: 8, data: new Uint8Array(192).fill(value) });
    const first = resampleBilinear(image(7), 4, 4);
    resampleBilinear(image(9), 4, 4);
    expect([...first.data]).to.deep.equal(new Array(48).fill(7));
  });
});
