import { expect } from 'chai';

import { filterFor } from '../../data/resample';
import { Generator, PILImage, Pipeline, Resize, ToTensor, tuple } from '../../index';
import { expected, sha256 } from './fixtures';

type Size = [width: number, height: number];
type Case = { seed: number; before: Size; after: Size; sha256: string; firstPixels: number[] };

/** The image that the generating script drew with NumPy from the same seed. */
function noise(seed: number, [width, height]: Size): PILImage {
  const generator = new Generator(seed);
  const length = width * height * 3;
  const words = Uint32Array.from({ length: Math.ceil(length / 4) }, () => generator.random32());
  return new PILImage(width, height, new Uint8Array(words.buffer, 0, length));
}

describe('Resize', () => {
  for (const { seed, before, after, ...pillow } of expected<Case[]>('data-resize')) {
    it(`makes ${before.join('x')} into ${after.join('x')} bit for bit like Pillow`, () => {
      const resize = new Resize([after[1], after[0]], 'squish');
      const { width, height, data } = resize.call(noise(seed, before)) as PILImage;
      expect([width, height]).to.deep.equal(after);
      expect([...data.slice(0, pillow.firstPixels.length)]).to.deep.equal(pillow.firstPixels);
      expect(sha256(data)).to.equal(pillow.sha256);
    });
  }

  it('takes one number for a square, and height before width for the rest', () => {
    const image = noise(1, [4, 3]);
    const square = new Resize(2, 'squish').call(image) as PILImage;
    const wide = new Resize([2, 5], 'squish').call(image) as PILImage;
    expect([square.height, square.width, wide.height, wide.width]).to.deep.equal([2, 2, 2, 5]);
  });

  it('changes neither its input nor what is no image', () => {
    const image = noise(2, [5, 5]);
    const before = image.data.slice();
    const [resized, label] = new Resize(3, 'squish').call(tuple(image, 'cat')) as unknown as [
      PILImage,
      string,
    ];
    expect(resized).to.be.instanceOf(PILImage);
    expect(label).to.equal('cat');
    expect(image.data).to.deep.equal(before);
  });

  it('gives a new image when the size is already right', () => {
    const image = noise(3, [4, 4]);
    const same = new Resize(4, 'squish').call(image) as PILImage;
    expect(same).not.to.equal(image);
    expect(same.data).to.deep.equal(image.data);
    expect(same.data).not.to.equal(image.data);
  });

  it('runs before ToTensor in a pipeline', () => {
    expect(new Pipeline([new ToTensor(), new Resize(2, 'squish')]).transforms[0]).to.be.instanceOf(Resize);
  });

  for (const size of [0, -1, 1.5, NaN, [2, 0], [1, 2.5]] as (number | [number, number])[]) {
    it(`refuses the size ${JSON.stringify(size)}`, () => {
      expect(() => new Resize(size, 'squish')).to.throw(RangeError, 'at least 1 whole pixel');
    });
  }

  it('names the method it knows', () => {
    expect(() => new Resize(2, 'crop' as 'squish')).to.throw(`'squish', got "crop"`);
    expect(() => new Resize(2, undefined as unknown as 'squish')).to.throw(`'squish', got undefined`);
  });
});

describe("the triangle filter's weights", () => {
  // Printed from Pillow's own tables.
  const windows: [from: number, to: number, i: number, start: number, weights: number[]][] = [
    [500, 192, 0, 0, [1255389, 1676270, 979638, 283007]],
    [500, 192, 1, 1, [125302, 758404, 1391507, 1272800, 639697, 6595]],
    [500, 192, 191, 496, [283007, 979638, 1676270, 1255389]],
    [100, 192, 0, 0, [4194304]],
    [100, 192, 1, 0, [3014656, 1179648]],
    [100, 192, 2, 0, [830123, 3364181]],
    [3, 2, 0, 0, [2621440, 1572864]],
    [3, 2, 1, 1, [1572864, 2621440]],
  ];
  for (const [from, to, i, start, weights] of windows) {
    it(`are Pillow's for output ${i} of ${from} → ${to}`, () => {
      const filter = filterFor(from, to);
      const first = i * filter.stride;
      expect(filter.starts[i]).to.equal(start);
      expect([...filter.weights.slice(first, first + filter.counts[i])]).to.deep.equal(weights);
    });
  }
});
