import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import {
  Adam,
  DivergedError,
  lossAndGradients,
  manualSeed,
  OneCycleLR,
  relu,
  ResidualBlockBase,
  ResNet18,
  seededResNet18Weights,
  trainStep,
  uniform,
} from '../../index';
import { SmallNet } from './small-training';
import { describeOnEachDevice } from '../support/devices';
import { expected } from '../support/expected';
import {
  expectClose,
  relativeDifference,
  toTensor,
  type FixtureTensor,
  type Tolerance,
} from '../support/tensors';

interface OneStep {
  seed: number;
  outputs: number;
  width: number;
  inputSeed: number;
  shape: [number, number, number, number];
  lr: number;
  targets: FixtureTensor;
  loss: FixtureTensor;
  gradients: Record<string, FixtureTensor>;
  state: Record<string, FixtureTensor>;
  tolerance: Record<'loss' | 'gradients' | 'state', Tolerance>;
}

interface TwentySteps {
  seed: number;
  inputSeed: number;
  shape: [number, number, number, number];
  steps: number;
  maxLr: number;
  pctStart: number;
  targets: FixtureTensor;
  losses: FixtureTensor;
  state: Record<string, FixtureTensor>;
  tolerance: Record<'losses' | 'state', Tolerance>;
}

/** The block of the lab's solution. */
class ResidualBlock extends ResidualBlockBase {
  forward(x: tf.Tensor4D): tf.Tensor4D {
    const y = relu(this.bn1.call(this.conv1.call(x)));
    return relu(tf.add(this.bn2.call(this.conv2.call(y)), this.downsample.call(x)));
  }
}

describeOnEachDevice('a step of training', () => {
  describe('of a ResNet-18', () => {
    const wanted = expected<OneStep>('train-one-step');
    const { tolerance } = wanted;
    let model: ResNet18;
    let batch: [tf.Tensor, tf.Tensor];

    before(() => {
      model = new ResNet18(ResidualBlock, wanted.outputs, wanted.width);
      model.loadStateDict(seededResNet18Weights(wanted.seed, wanted));
      manualSeed(wanted.inputSeed);
      batch = [tf.tensor(uniform(wanted.shape, -2, 2), wanted.shape), toTensor(wanted.targets)];
    });

    it("has PyTorch's loss and gradients", () => {
      const statistics = model.stateDict();
      const { loss, gradients } = lossAndGradients(model, batch);
      model.loadStateDict(statistics);
      expectClose(loss, wanted.loss, tolerance.loss);
      for (const [name, parameter] of model.namedParameters()) {
        const gradient = gradients.get(parameter)!;
        const inPyTorchOrder = parameter.layout === 'conv' ? tf.transpose(gradient, [3, 2, 0, 1]) : gradient;
        expectClose(inPyTorchOrder, wanted.gradients[name], tolerance.gradients);
      }
    });

    it("moves weights and running statistics to PyTorch's", async () => {
      await trainStep(model, batch, new Adam(model.parameters(), { lr: wanted.lr }));
      const state = model.stateDict();
      for (const [name, value] of Object.entries(wanted.state)) {
        expect(relativeDifference(state.get(name)!.data as Float32Array, value.data), name).to.be.at.most(
          tolerance.state.relative,
        );
      }
    });
  });

  it("repeated under one-cycle has PyTorch's losses and ends at its weights", async () => {
    const wanted = expected<TwentySteps>('train-twenty-steps');
    manualSeed(wanted.seed);
    const model = new SmallNet();
    manualSeed(wanted.inputSeed);
    const optimizer = new Adam(model.parameters());
    const { maxLr, pctStart, steps: totalSteps } = wanted;
    const scheduler = new OneCycleLR(optimizer, { maxLr, pctStart, totalSteps });
    const losses: number[] = [];
    for (let step = 0; step < totalSteps; step++) {
      const x = tf.tensor(uniform(wanted.shape, -1, 1), wanted.shape);
      losses.push(await trainStep(model, [x, toTensor(wanted.targets)], optimizer));
      scheduler.step();
    }
    expect(relativeDifference(losses, wanted.losses.data)).to.be.at.most(wanted.tolerance.losses.relative);
    for (const [name, value] of Object.entries(wanted.state))
      expectClose(model.stateDict().get(name)!, value, wanted.tolerance.state);
  });

  it('leaves as many tensors in use as there were', async () => {
    const { model, optimizer, batch } = tinyTraining();
    await trainStep(model, batch, optimizer);
    const before = tf.memory().numTensors;
    for (let step = 0; step < 3; step++) await trainStep(model, batch, optimizer);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('that finds no finite loss moves nothing and says so', async () => {
    const { model, optimizer, batch } = tinyTraining();
    model.fc.bias!.value.assign(tf.tensor1d([NaN, 0, 0]));
    const before = [...model.fc.weight.value.dataSync()];
    const error = await trainStep(model, batch, optimizer).catch((error: Error) => error);
    expect(error).to.be.instanceOf(DivergedError);
    expect([...model.fc.weight.value.dataSync()]).to.deep.equal(before);
  });

  it('stops at one infinite pixel', async () => {
    const { model, optimizer, batch } = tinyTraining();
    const pixels = batch[0].dataSync<'float32'>().slice();
    pixels[50] = Infinity;
    const error = await trainStep(model, [tf.tensor(pixels, batch[0].shape), batch[1]], optimizer).catch(
      (error: Error) => error,
    );
    expect(error).to.be.instanceOf(DivergedError);
  });

  it('cannot be taken when everything is frozen', async () => {
    const { model, optimizer, batch } = tinyTraining();
    for (const parameter of model.parameters()) parameter.requiresGrad = false;
    const error = await trainStep(model, batch, optimizer).catch((error: Error) => error);
    expect(error).to.be.instanceOf(Error).with.property('message').that.contains('nothing to train');
  });

  function tinyTraining() {
    const model = new SmallNet();
    const batch: [tf.Tensor, tf.Tensor] = [
      tf.tensor(uniform([2, 8, 8, 3], 0, 1), [2, 8, 8, 3]),
      tf.tensor2d([1, 0, 0, 0, 1, 0], [2, 3]),
    ];
    return { model, batch, optimizer: new Adam(model.parameters()) };
  }
});
