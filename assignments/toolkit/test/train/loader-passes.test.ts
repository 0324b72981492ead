import { expect } from 'chai';

import { smallTraining } from './small-training';
import { ImageClassDataBlock, startDevice } from '../../index';
import { getBatchAt, transform } from '../data/reference-student';

describe('passes of a loader', () => {
  before(() => startDevice('wasm'));

  function loadersTelling(passes: number[][]) {
    const block = new ImageClassDataBlock<number>({
      getItems: () => [...Array(9).keys()],
      splitter: () => [[...Array(7).keys()], [7, 8]],
      getX: () => null,
      getY: () => 'any',
      transform,
      getBatchAt,
    });
    return block.dataloaders('', { batchSize: 7, seed: 5, onPass: (items) => void passes.push([...items]) });
  }

  it('are announced with their items, in the order in which these are read', async () => {
    const passes: number[][] = [];
    const { train, valid } = loadersTelling(passes);
    for (const loader of [train, valid])
      await loader[Symbol.asyncIterator]()
        .next()
        .catch(() => {});
    expect(passes).to.have.length(2);
    expect([...passes[0]].sort()).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
    expect(passes[1]).to.deep.equal([7, 8]);
  });

  it('can be left out, and the next has the order that it would have had', async () => {
    const [whole, skipping]: number[][][] = [[], []];
    const first = loadersTelling(whole).train;
    for (let i = 0; i < 3; i++)
      await first[Symbol.asyncIterator]()
        .next()
        .catch(() => {});
    const second = loadersTelling(skipping).train;
    second.skipPass();
    second.skipPass();
    await second[Symbol.asyncIterator]()
      .next()
      .catch(() => {});
    expect(skipping[0]).to.deep.equal(whole[2]);
    expect(whole[0]).to.not.deep.equal(whole[1]);
  });

  it('of a training are what they were before anybody listened', async () => {
    const { loaders } = smallTraining();
    const sizes: number[] = [];
    for await (const [x] of loaders.train) sizes.push(x.shape[0]);
    expect(sizes).to.deep.equal([4, 4, 2]);
  });
});
