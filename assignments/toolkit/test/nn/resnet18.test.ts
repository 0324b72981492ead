import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { crossEntropy, PlainBlock, ResNet18 } from '../../nn';
import { Generator, uniform } from '../../random';
import { seededResNet18Weights } from '../../weights';
import { describeOnEachDevice } from '../support/devices';
import { expected } from '../support/expected';
import { ResidualBlock } from '../support/residual-block';
import { expectClose, toStateDict, toTensor, type FixtureTensor, type Tolerance } from '../support/tensors';

type Images = [n: number, h: number, w: number, c: number];

interface Block {
  weights: Record<string, FixtureTensor>;
  x: FixtureTensor;
  y: FixtureTensor;
  statistics: Record<string, FixtureTensor>;
  tolerance: { norm: number };
}

interface Logits {
  block: 'residual' | 'plain';
  seed: number;
  shape: Images;
  y: FixtureTensor;
  tolerance: Tolerance;
}

interface TrainingStep {
  seed: number;
  outputs: number;
  width: number;
  shape: Images;
  targets: FixtureTensor;
  loss: FixtureTensor;
  gradients: Record<string, FixtureTensor>;
  statistics: Record<string, FixtureTensor>;
  tolerance: Tolerance;
}

describeOnEachDevice('ResNet-18', (device) => {
  it("reproduces the notebook's block of one channel, and its running statistics", () => {
    const { weights, x, y, statistics, tolerance } = expected<Block>('nn-one-channel-block');
    const block = new ResidualBlock(1);
    block.loadStateDict(toStateDict(weights));
    const distance = tf.norm(tf.sub(block.call(toTensor(x)), toTensor(y))).dataSync()[0];
    expect(distance).to.be.below(tolerance.norm);
    for (const [name, wanted] of Object.entries(statistics)) {
      expectClose(block.stateDict().get(name)!, wanted, { relative: 1e-6 });
    }
  });

  for (const { block, seed, shape, y, tolerance } of expected<Logits[]>('nn-logits')) {
    // A whole photograph takes plain JavaScript several seconds.
    if (device === 'cpu' && shape[1] > 32) continue;
    it(`has PyTorch's logits for [${shape}] with ${block} blocks in evaluation mode`, () => {
      const model = new ResNet18(block === 'plain' ? PlainBlock : ResidualBlock).eval();
      model.loadStateDict(seededResNet18Weights(seed));
      expectClose(model.call(images(shape)), y, tolerance);
      model.dispose();
    });
  }

  it("has PyTorch's loss, gradients and running statistics in a training step", () => {
    const step = expected<TrainingStep>('nn-training-step');
    const model = new ResNet18(ResidualBlock, step.outputs, step.width);
    model.loadStateDict(seededResNet18Weights(step.seed, step));
    const parameters = new Map(model.namedParameters());
    const variables = [...parameters.values()].map(({ value }) => value as tf.Variable);
    const loss = (): tf.Scalar => crossEntropy(model.call(images(step.shape)), toTensor(step.targets));
    const { value, grads } = tf.variableGrads(loss, variables);
    expectClose(value, step.loss, step.tolerance);
    for (const [name, wanted] of Object.entries(step.gradients)) {
      const { layout, value: variable } = parameters.get(name)!;
      const gradient = grads[variable.name];
      expectClose(
        layout === 'conv' ? tf.transpose(gradient, [3, 2, 0, 1]) : gradient,
        wanted,
        step.tolerance,
      );
    }
    for (const [name, wanted] of Object.entries(step.statistics)) {
      expectClose(model.stateDict().get(name)!, wanted, step.tolerance);
    }
  });
});

/** The images that the fixtures draw: uniform in [-2, 2) from seed 9. */
function images(shape: Images): tf.Tensor4D {
  return tf.tensor4d(uniform(shape, -2, 2, new Generator(9)), shape);
}
