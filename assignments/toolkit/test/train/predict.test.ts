import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { Module, predict, SimpleDataLoader, startDevice, tuple } from '../../index';

/** Takes its input for the logits. */
class Passing extends Module {
  override forward(x: tf.Tensor4D): tf.Tensor {
    return tf.reshape(x, [-1, 2]);
  }
}

/** Logits of two classes, and the right one. */
type Item = [a: number, b: number, target: 0 | 1];

function loaderOf(items: Item[]): SimpleDataLoader<Item> {
  return new SimpleDataLoader<Item>({
    items,
    transform: (item) => item,
    batchSize: 2,
    device: 'wasm',
    getBatchAt: async (loader, index) => {
      const batch = loader.items.slice(index, index + loader.batchSize);
      const y = batch.map(([, , target]) => (target === 0 ? [1, 0] : [0, 1]));
      return tuple(tf.tensor2d(batch.map(([a, b]) => [a, b])), tf.tensor2d(y));
    },
  });
}

describe('predict', () => {
  before(() => startDevice('wasm'));

  it('gives probabilities, right classes, the accuracy over items and the loss over batches', async () => {
    const items: Item[] = [
      [0, 0, 0],
      [Math.log(3), 0, 1],
      [0, Math.log(3), 1],
    ];
    const { targets, probabilities, accuracy, loss } = await predict(new Passing(), loaderOf(items));
    expect([...targets]).to.deep.equal([0, 1, 1]);
    [0.5, 0.5, 0.75, 0.25, 0.25, 0.75].forEach((p, i) => expect(probabilities[i]).to.be.closeTo(p, 1e-6));
    expect(accuracy).to.equal(2 / 3);
    // −log of the right classes' probabilities: 1/2 and 1/4 in the first batch, 3/4 in the second.
    expect(loss).to.be.closeTo(((Math.log(2) + Math.log(4)) / 2 + Math.log(4 / 3)) / 2, 1e-6);
  });

  it('leaves nothing behind and the model in evaluation mode', async () => {
    const model = new Passing();
    const before = tf.memory().numTensors;
    await predict(model, loaderOf([[1, 2, 0]]));
    expect(tf.memory().numTensors).to.equal(before);
    expect(model.training).to.equal(false);
  });

  it('refuses an empty set', async () => {
    const error = await predict(new Passing(), loaderOf([])).catch((error: Error) => error);
    expect(error).to.be.instanceOf(Error).with.property('message').that.contains('no images');
  });
});
