import { expect } from 'chai';
import { foldSketches, sameSketch, sketchOf } from '../../suite/sketch';
import { firstDifference } from '../../suite/trace';

const numbers = Float32Array.from({ length: 60 }, (_, i) => Math.sin(i * i));
const changed = numbers.map((x, i) => (i === 17 ? x + 0.5 : x));
const point = (data: Float32Array) => ({ shape: [3, 20], sketch: sketchOf(data) });
const gives = (value: unknown) => () => Promise.resolve(value);
const seen = (data: Float32Array) => ({ shape: [3, 20], data });

describe('a sketch', () => {
  // The first signs, worked out by fixtures/cnn/generate/fixture_files.py (NumPy), too.
  it('has the signs of the generate script', () => {
    expect(sketchOf([1, 2, 3, 4])).to.deep.equal([5.477226, -4, 2, 6]);
  });

  it('tells other numbers, another order and another sign, and allows for rounding', () => {
    const same = (data: ArrayLike<number>) => sameSketch(sketchOf(numbers), sketchOf(data));
    expect([same(changed), same(numbers.toReversed()), same(numbers.map((x) => -x))]).to.deep.equal([
      false,
      false,
      false,
    ]);
    expect(same(numbers.map((x) => x * 1.000001))).to.equal(true);
  });

  it('folds with others in their order', () => {
    const [a, b] = [sketchOf(numbers), sketchOf(changed)];
    expect(sameSketch(foldSketches([a, b]), foldSketches([b, a]))).to.equal(false);
  });
});

describe('a trace', () => {
  const right = { first: point(numbers), second: point(numbers), third: point(changed) };

  it('finds the first place that differs, and the last that is right before it', async () => {
    const wrong = { first: seen(numbers), second: seen(changed), third: seen(numbers) };
    expect(
      await firstDifference({ seen: gives(wrong), right, about: { second: 'the middle' } }),
    ).to.deep.equal({
      agrees: 'first',
      differs: 'second',
      about: 'the middle',
    });
  });

  it('finds nothing where all agree', async () => {
    const all = { first: seen(numbers), second: seen(numbers), third: seen(changed) };
    expect(await firstDifference({ seen: gives(all), right })).to.equal(null);
  });

  const hostile: unknown[] = [undefined, null, 7, [], { first: null }, { first: { shape: 3, data: [1] } }];
  for (const value of hostile) {
    it(`takes ${JSON.stringify(value)} for wrong from the beginning`, async () => {
      expect(await firstDifference({ seen: gives(value), right })).to.include({
        agrees: null,
        differs: 'first',
      });
    });
  }
});
