import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { crossEntropy, Linear, maxPool2d, ResNet18 } from '../../nn';
import { seededResNet18Weights } from '../../weights';
import { describeOnEachDevice } from '../support/devices';
import { ResidualBlock } from '../support/residual-block';

/** 62 parameters and 40 running statistics; the 20 counts of batches are ordinary numbers. */
const VALUES = 102;

describeOnEachDevice('a ResNet-18 in memory', () => {
  let model: ResNet18;
  let x: tf.Tensor4D;
  let before: number;

  beforeEach(() => {
    before = tf.memory().numTensors;
    x = tf.ones([2, 33, 33, 3]);
    model = new ResNet18(ResidualBlock, 3, 4);
  });

  afterEach(() => {
    tf.dispose(x);
    model.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('takes none on the device before it is used, however often it is loaded and read', () => {
    const weights = seededResNet18Weights(1, { outputs: 3, width: 4 });
    model.loadStateDict(weights);
    expect(model.loadStateDict(model.stateDict()).missingKeys).to.deep.equal([]);
    expect(tf.memory().numTensors).to.equal(before + 1);
  });

  for (const mode of ['training', 'evaluation']) {
    it(`keeps nothing but its values and the result of a pass in ${mode}`, () => {
      model.train(mode === 'training');
      const results = [1, 2, 3].map(() => model.call(x));
      expect(tf.memory().numTensors).to.equal(before + 1 + VALUES + results.length);
      tf.dispose(results);
    });
  }

  it('keeps nothing of a training step but the gradients', () => {
    const target = tf.tensor2d([1, 0, 0, 0, 1, 0], [2, 3]);
    const variables = model.parameters().map(({ value }) => value as tf.Variable);
    for (let step = 0; step < 2; step++) {
      const { value, grads } = tf.variableGrads(() => crossEntropy(model.call(x), target), variables);
      expect(Object.keys(grads)).to.have.length(62);
      expect(tf.memory().numTensors).to.equal(before + 2 + VALUES + 1 + 62);
      tf.dispose([value, ...Object.values(grads)]);
    }
    target.dispose();
  });

  it('keeps nothing when it is loaded again after use', () => {
    tf.dispose(model.call(x));
    model.loadStateDict(seededResNet18Weights(2, { outputs: 3, width: 4 }));
    expect(tf.memory().numTensors).to.equal(before + 1 + VALUES);
  });

  it('keeps nothing of a function that is called outside of any module', () => {
    maxPool2d(x, 3, { stride: 2, padding: 1 }).dispose();
    expect(tf.memory().numTensors).to.equal(before + 1);
  });
});

describeOnEachDevice('a disposed module', () => {
  it('says so when it is used', () => {
    const layer = new Linear(2, 2);
    layer.dispose();
    expect(() => layer.call(tf.ones([1, 2]))).to.throw(
      // By whom, disposals.test.ts asks; so late in a long process nobody notes it any more.
      /^A value of a module is used after it was freed (by dispose\(\) at line|before)/,
    );
  });
});
