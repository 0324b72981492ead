import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { startDevice } from '../../device';
import { flatten, Linear, Module } from '../../nn';
import { Adam } from '../../optim';
import { OutOfMemoryError, trainStep } from '../../train';

/** A device whose memory holds only so many images: what TensorFlow says when a GPU's is full. */
class MemoryHungry extends Module {
  fc = new Linear(4, 2);

  constructor(readonly room: number) {
    super();
  }

  forward(x: tf.Tensor4D): tf.Tensor2D {
    if (x.shape[0] > this.room) throw new Error('Invalid TF_Status: 8\nMessage: OOM when allocating tensor');
    return this.fc.call(flatten(x));
  }
}

describe('a batch that does not fit', () => {
  before(() => startDevice('cpu'));

  for (const [room, message] of [
    [40, "A batch of 64 images does not fit into the device's memory. A batch of 32 fits."],
    [5, "A batch of 64 images does not fit into the device's memory. A batch of 4 fits."],
    [
      0,
      "A batch of 64 images does not fit into the device's memory. Not even one does: make the images smaller.",
    ],
  ] as const) {
    it(`says what would where there is room for ${room}, moves nothing and keeps nothing`, async () => {
      const model = new MemoryHungry(room);
      const before = model.fc.weight.value.dataSync().slice();
      const batch = [tf.ones([64, 1, 1, 4]), tf.ones([64, 2])] as const;
      void model.fc.bias!.value;
      const tensors = tf.memory().numTensors;
      const error = await trainStep(model, batch, new Adam(model.parameters())).catch(
        (thrown: Error) => thrown,
      );
      expect(error).to.be.instanceOf(OutOfMemoryError);
      expect((error as Error).message).to.equal(message);
      expect(model.fc.weight.value.dataSync()).to.deep.equal(before);
      expect(tf.memory().numTensors).to.equal(tensors);
    });
  }

  it('leaves other failures as they are', async () => {
    const model = new MemoryHungry(64);
    const wrong = [tf.ones([64, 1, 1, 4]), tf.ones([63, 2])] as const;
    const error = await trainStep(model, wrong, new Adam(model.parameters())).catch(
      (thrown: Error) => thrown,
    );
    expect((error as Error).message).to.match(/Expected probabilities of the logits' shape/);
  });
});
