import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { startDevice } from '../../device';
import { flatten, Linear, Module } from '../../nn';
import { Adam } from '../../optim';
import { explainOutOfMemory } from '../../train/out-of-memory';
import { isOutOfMemory, OutOfMemoryError, trainStep } from '../../train';

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

/** Has less room while all of it learns. */
class HungryToLearn extends MemoryHungry {
  constructor() {
    super(0);
  }

  override forward(x: tf.Tensor4D): tf.Tensor2D {
    const room = this.fc.weight.requiresGrad ? 5 : 40;
    if (x.shape[0] > room) throw new Error('wasm: out of memory for a tensor');
    return this.fc.call(flatten(x));
  }
}

describe('a batch that does not fit', () => {
  before(() => startDevice('cpu'));

  for (const [room, message] of [
    [
      40,
      "A batch of 64 images does not fit into the device's memory. A step of all layers with 32 of them worked.",
    ],
    [
      5,
      "A batch of 64 images does not fit into the device's memory. A step of all layers with 4 of them worked.",
    ],
    [
      0,
      "A batch of 64 images does not fit into the device's memory. A step with one image did not work after that either: make the batch or the images smaller.",
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

  it('says what would fit when every layer learns, and leaves frozen what is', async () => {
    const model = new HungryToLearn();
    model.fc.weight.requiresGrad = false;
    const batch = [tf.ones([64, 1, 1, 4]), tf.ones([64, 2])] as const;
    const error = await trainStep(model, batch, new Adam(model.parameters())).catch(
      (thrown: Error) => thrown,
    );
    expect(error).to.include({ images: 64, fits: 4 });
    expect(model.parameters().map(({ requiresGrad }) => requiresGrad)).to.deep.equal([false, true]);
  });

  it('tries nothing after a failure, which may leave the memory in pieces', async () => {
    const tried: number[] = [];
    await explainOutOfMemory(new Error('OOM'), 64, async (images) => {
      tried.push(images);
      if (images > 5) throw new Error('OOM');
    });
    expect(tried).to.deep.equal([1, 2, 4, 8]);
  });

  it('passes over a single image from which batch norm cannot learn', async () => {
    const error = await explainOutOfMemory(new Error('OOM'), 8, async (images) => {
      if (images === 1) throw new Error('Expected more than 1 value per channel');
      if (images > 2) throw new Error('OOM');
    });
    expect(error).to.include({ images: 8, fits: 2 });
  });

  it("is known by wasm's words, too", () => {
    expect(isOutOfMemory(new Error('memory access out of bounds'))).to.equal(true);
    expect(isOutOfMemory(new Error('Aborted(). Build with -sASSERTIONS for more info.'))).to.equal(true);
    expect(isOutOfMemory(new Error('index out of bounds'))).to.equal(false);
  });

  it('leaves other failures as they are', async () => {
    const model = new MemoryHungry(64);
    const wrong = [tf.ones([64, 1, 1, 4]), tf.ones([63, 2])] as const;
    const error = await trainStep(model, wrong, new Adam(model.parameters())).catch(
      (thrown: Error) => thrown,
    );
    expect((error as Error).message).to.match(/Expected probabilities of the logits' shape/);
  });
});
