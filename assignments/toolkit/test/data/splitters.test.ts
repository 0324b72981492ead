import { expect } from 'chai';

import { GrandparentSplitter, manualSeed, RandomSplitter, uniform } from '../../index';
import { expected } from './fixtures';

type Case = {
  n: number;
  validPct: number;
  seed: number;
  train: number[];
  valid: number[];
  nextUniform: number;
};

describe('RandomSplitter', () => {
  for (const { n, validPct, seed, train, valid, nextUniform } of expected<Case[]>('data-random-splitter')) {
    it(`draws fastai's split of ${n} items with ${validPct} for validation, seed ${seed}`, () => {
      const splitter = RandomSplitter({ validPct, seed });
      const items = Array.from({ length: n }, String);
      expect(splitter(items)).to.deep.equal([train, valid]);
      expect(splitter(items)).to.deep.equal([train, valid]);
      // It leaves the default generator where fastai leaves PyTorch's.
      expect(uniform(1)[0]).to.equal(Math.fround(nextUniform));
    });
  }

  it('goes on with the default generator without a seed', () => {
    const items = Array.from({ length: 20 }, String);
    manualSeed(19);
    expect(RandomSplitter()(items)).to.deep.equal(RandomSplitter({ seed: 19 })(items));
    expect(RandomSplitter()(items)).not.to.deep.equal(RandomSplitter()(items));
  });

  for (const validPct of [-0.1, 1.1, NaN]) {
    it(`refuses ${validPct} as a fraction`, () => {
      expect(() => RandomSplitter({ validPct })).to.throw(RangeError, 'between 0 and 1');
    });
  }
});

describe('GrandparentSplitter', () => {
  const files = [
    'capivara.jpg',
    'data/test/cat/1.jpg',
    'data/train/cat/1.jpg',
    'data/valid/cat/1.jpg',
    'data/train/dog/1.jpg',
    'train/1.jpg',
    'valid/train/cat/1.jpg',
  ];

  it('goes by the folder two above, keeps the order and leaves the rest out', () => {
    expect(GrandparentSplitter()(files)).to.deep.equal([[2, 4, 6], [3]]);
  });

  it('takes other names for the folders', () => {
    expect(GrandparentSplitter({ trainName: 'valid', validName: 'test' })(files)).to.deep.equal([[3], [1]]);
  });
});
