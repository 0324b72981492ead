import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import {
  deviceOf,
  ImageClassDataBlock,
  isTuple,
  ItemTransform,
  startDevice,
  tuple,
  type DataBlockOptions,
} from '../../index';
import { transform } from './reference-student';

const same = (x: unknown) => x;

function blockOf(options: Partial<DataBlockOptions<string>> = {}): ImageClassDataBlock<string> {
  return new ImageClassDataBlock<string>({ getX: same, getY: (item) => item, transform, ...options });
}

describe('ImageClassDataBlock', () => {
  before(() => startDevice('wasm'));

  it('passes each value of a pair through a plain function', () => {
    const pair = blockOf({ itemTfms: () => 7 }).itemTfms(tuple('ok', 19));
    expect(pair).to.deep.equal([7, 7]);
    expect(isTuple(pair)).to.equal(true);
  });

  it('passes a pair whole to an ItemTransform', () => {
    class Crazy extends ItemTransform {
      override encodes([, y]: [string, number]) {
        return [14, y * 2];
      }
    }
    expect(blockOf({ itemTfms: new Crazy() }).itemTfms(tuple('ok', 19))).to.deep.equal([14, 38]);
  });

  it("hands an item to the student's transform, with itself and the labels", async () => {
    const label = tf.tensor1d([19]);
    const block = blockOf({ getX: async (item) => `${item}!` });
    expect(await block.transform('ok', new Map([['ok', label]]))).to.deep.equal(tuple('ok!', label));
    label.dispose();
  });

  it('waits for an input that is read later', async () => {
    expect(await blockOf({ getX: (item) => Promise.resolve(`${item}!`) }).getX('ok')).to.equal('ok!');
  });

  for (const part of ['getItems', 'splitter', 'transform', 'getBatchAt'] as const) {
    it(`says that it was made without ${part}`, async () => {
      const block = blockOf({ [part]: undefined });
      const use = {
        getItems: () => block.getItems('data'),
        splitter: () => block.splitter([]),
        transform: () => block.transform('ok', new Map()),
        getBatchAt: () => block.dataloaders('data'),
      };
      const message = await Promise.resolve()
        .then((): unknown => use[part]())
        .then(String, (error: Error) => error.message);
      expect(message).to.contain(`made without '${part}'. Pass it to the constructor`);
    });
  }

  it('applies its batch transforms for a split', () => {
    const x = tf.scalar(1);
    const block = blockOf({ batchTfms: (t: tf.Tensor) => tf.add(t, 1) });
    const y = block.batchPipeline.forSplit(0).call(x) as tf.Tensor;
    expect([y.dataSync()[0], deviceOf(y)]).to.deep.equal([2, 'wasm']);
    tf.dispose([x, y]);
  });
});
