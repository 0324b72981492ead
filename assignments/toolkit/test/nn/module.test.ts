import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { startDevice } from '../../device';
import { BatchNorm2d, Conv2d, Identity, Linear, Module, ResNet18, Sequential } from '../../nn';
import { expected } from '../support/expected';
import { ResidualBlock } from '../support/residual-block';

/** A module with one of everything that may be a property. */
class Everything extends Module {
  first = new Linear(2, 3);
  activation = (x: tf.Tensor2D): tf.Tensor2D => tf.relu(x);
  nested = new Sequential<Module>(new Conv2d(1, 2, 3, { bias: false }), new Identity(), new BatchNorm2d(2));
  readonly size = 3;
  lastLayer = new Linear(3, 1, { bias: false });

  forward(x: tf.Tensor2D): tf.Tensor2D {
    return this.lastLayer.call(this.activation(this.first.call(x)));
  }
}

describe('Module', () => {
  before(() => startDevice('wasm'));

  it('names its parameters by its properties, in their order, in PyTorch’s style', () => {
    const names = new Everything().namedParameters().map(([name]) => name);
    expect(names).to.deep.equal([
      'first.weight',
      'first.bias',
      'nested.0.weight',
      'nested.2.weight',
      'nested.2.bias',
      'last_layer.weight',
    ]);
  });

  it('lists the modules inside it, itself first, and no functions', () => {
    const names = new Everything().namedModules().map(([name, module]) => [name, module.constructor.name]);
    expect(names).to.deep.equal([
      ['', 'Everything'],
      ['first', 'Linear'],
      ['nested', 'Sequential'],
      ['nested.0', 'Conv2d'],
      ['nested.1', 'Identity'],
      ['nested.2', 'BatchNorm2d'],
      ['last_layer', 'Linear'],
    ]);
  });

  it('keeps buffers apart from parameters', () => {
    const names = new Everything().namedBuffers().map(([name]) => name);
    expect(names).to.deep.equal([
      'nested.2.running_mean',
      'nested.2.running_var',
      'nested.2.num_batches_tracked',
    ]);
  });

  it('puts the parameters of each module before its buffers in the state dict', () => {
    expect([...new BatchNorm2d(2).stateDict().keys()]).to.deep.equal([
      'weight',
      'bias',
      'running_mean',
      'running_var',
      'num_batches_tracked',
    ]);
  });

  it("has torchvision's 122 keys in its order when it is a ResNet-18", () => {
    const { digests } = expected<{ digests: object }>('nn-initial-resnet18');
    const keys = [...new ResNet18(ResidualBlock).stateDict().keys()];
    expect(keys).to.have.length(122);
    expect(keys).to.deep.equal(Object.keys(digests));
  });

  it('lists a module that is used twice once, but saves it under both names', () => {
    const shared = new Linear(2, 2, { bias: false });
    const twice = new Sequential(shared, shared);
    expect(twice.parameters()).to.deep.equal([shared.weight]);
    expect(twice.modules()).to.have.length(2);
    expect([...twice.stateDict().keys()]).to.deep.equal(['0.weight', '1.weight']);
  });

  it('keeps the place of a property that is assigned again', () => {
    const model = new Everything();
    model.first = new Linear(2, 5);
    expect(model.namedParameters()[0]).to.deep.equal(['first.weight', model.first.weight]);
    expect(model.first.outFeatures).to.equal(5);
  });

  it('switches everything inside it between training and evaluation', () => {
    const model = new Everything();
    expect(model.modules().every(({ training }) => training)).to.equal(true);
    expect(model.eval()).to.equal(model);
    expect(model.modules().some(({ training }) => training)).to.equal(false);
    model.train();
    expect(model.modules().every(({ training }) => training)).to.equal(true);
  });

  it('gives no gradient to a parameter that is frozen, before or after its first use', () => {
    const [early, late] = [new Linear(2, 1), new Linear(2, 1)];
    early.weight.requiresGrad = false;
    expect(early.weight.value.trainable).to.equal(false);
    expect(late.weight.value.trainable).to.equal(true);
    late.weight.requiresGrad = false;
    expect(late.weight.value.trainable).to.equal(false);
  });

  it('can be reached by its number in a Sequential', () => {
    const layers = new Sequential(new Linear(1, 2), new Linear(2, 3));
    expect(layers.length).to.equal(2);
    expect(layers[1].outFeatures).to.equal(3);
    expect(layers[2]).to.equal(undefined);
    expect([...layers]).to.deep.equal([layers[0], layers[1]]);
  });
});
