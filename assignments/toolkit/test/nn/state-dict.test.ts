import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { BatchNorm2d, Conv2d, Linear, ResNet18, Sequential, type Module, type StateDict } from '../../nn';
import { startDevice } from '../../device';
import { describeOnEachDevice } from '../support/devices';
import { ResidualBlock } from '../support/residual-block';

/** Filter elements 0, 1, 2, … in PyTorch's order. */
function counted(shape: number[]): StateDict {
  const data = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => i);
  return new Map([['weight', { dtype: 'float32', shape, data }]]);
}

describeOnEachDevice('a state dict', () => {
  it("holds filters in PyTorch's layout, and the device holds them in its own", () => {
    const layer = new Conv2d(2, 3, 2, { bias: false });
    layer.loadStateDict(counted([3, 2, 2, 2]));
    expect(layer.weight.shape).to.deep.equal([3, 2, 2, 2]);
    expect(layer.weight.value.shape).to.deep.equal([2, 2, 2, 3]);
    // [row 1, column 0, channel 1, filter 2] is element [2, 1, 1, 0] of PyTorch's.
    expect(layer.weight.value.arraySync()).to.have.nested.property('[1][0][1][2]', 2 * 8 + 1 * 4 + 1 * 2);
    expect(layer.stateDict()).to.deep.equal(counted([3, 2, 2, 2]));
  });

  it('reads back what a large odd filter was loaded with', () => {
    const layer = new Conv2d(5, 37, 3, { bias: false });
    layer.loadStateDict(counted([37, 5, 3, 3]));
    expect(layer.weight.value.rank).to.equal(4);
    expect(layer.stateDict()).to.deep.equal(counted([37, 5, 3, 3]));
  });

  it('is loaded into variables that exist already, in place', () => {
    const layer = new Linear(2, 2, { bias: false });
    const variable = layer.weight.value;
    layer.loadStateDict(counted([2, 2]));
    expect(layer.weight.value).to.equal(variable);
    expect([...variable.dataSync()]).to.deep.equal([0, 1, 2, 3]);
  });

  for (const when of ['before', 'after']) {
    it(`is a copy that later changes do not reach ${when} the model's first use`, () => {
      const layer = new Linear(2, 2, { bias: false });
      const given = counted([2, 2]);
      layer.loadStateDict(given);
      if (when === 'after') {
        tf.dispose(layer.call(tf.ones([1, 2])));
        given.get('weight')!.data[0] = 9;
      }
      layer.stateDict().get('weight')!.data[1] = 9;
      expect(layer.stateDict()).to.deep.equal(counted([2, 2]));
    });
  }
});

describe('loadStateDict', () => {
  before(() => startDevice('wasm'));

  it('takes tensors in PyTorch’s layout, whole numbers and doubles', () => {
    const layer = new Linear(2, 1);
    layer.loadStateDict(
      new Map<string, tf.Tensor | { dtype: 'float64'; shape: number[]; data: Float64Array }>([
        ['weight', tf.tensor2d([[1, 2]], [1, 2], 'int32')],
        ['bias', { dtype: 'float64', shape: [1], data: Float64Array.of(0.1) }],
      ]),
    );
    expect([...layer.weight.read().data]).to.deep.equal([1, 2]);
    expect([...layer.bias!.read().data]).to.deep.equal([Math.fround(0.1)]);
  });

  it('counts on from the number of batches it loads, or from 0 when there is none', () => {
    const [old, layer] = [new BatchNorm2d(1), new BatchNorm2d(1)];
    old.numBatchesTracked.value = 7;
    layer.loadStateDict(old.stateDict());
    expect(layer.numBatchesTracked.value).to.equal(7);
    const withoutCount = old.stateDict();
    withoutCount.delete('num_batches_tracked');
    expect(layer.loadStateDict(withoutCount)).to.deep.equal({ missingKeys: [], unexpectedKeys: [] });
    expect(layer.numBatchesTracked.value).to.equal(0);
  });

  const refusals: [what: string, change: (stateDict: StateDict) => void, message: string][] = [
    ['a missing key', (dict) => dict.delete('fc.bias'), 'missing from the state dict: fc.bias'],
    ['a key too many', (dict) => dict.set('fc.scale', dict.get('fc.bias')!), 'not in the model: fc.scale'],
    [
      'another shape',
      (dict) => dict.set('fc.bias', { dtype: 'float32', shape: [2], data: new Float32Array(2) }),
      'fc.bias: the state dict has shape [2], the model has [10]',
    ],
    [
      'too few elements',
      (dict) => dict.set('fc.bias', { dtype: 'float32', shape: [10], data: new Float32Array(3) }),
      'fc.bias: shape [10] needs 10 elements, the state dict has 3',
    ],
  ];
  for (const [what, change, problem] of refusals) {
    it(`refuses ${what} and loads nothing`, () => {
      const model = new ResNet18(ResidualBlock, 10, 4);
      const [before, stateDict] = [model.stateDict(), new ResNet18(ResidualBlock, 10, 4).stateDict()];
      change(stateDict);
      expect(() => model.loadStateDict(stateDict)).to.throw(
        `The state dict does not fit ResNet18, so nothing was loaded:\n  ${problem}`,
      );
      expect(model.stateDict()).to.deep.equal(before);
    });
  }

  it('says everything that is wrong at once, shortened where it is long', () => {
    const message = messageOf(() => new ResNet18(ResidualBlock, 10, 4).loadStateDict(counted([1])));
    expect(message.split('\n  ')).to.deep.equal([
      'The state dict does not fit ResNet18, so nothing was loaded:',
      'missing from the state dict: conv1.weight, bn1.weight, bn1.bias, bn1.running_mean, bn1.running_var, ' +
        'layer1.0.conv1.weight, layer1.0.bn1.weight, layer1.0.bn1.bias and 94 more',
      'not in the model: weight',
    ]);
  });

  it('tolerates other keys, but no other shape, when it is not strict', () => {
    const model: Module = new Sequential(new Linear(2, 2, { bias: false }));
    const stateDict = new Map([['1.weight', counted([2, 2]).get('weight')!]]);
    const result = model.loadStateDict(stateDict, { strict: false });
    expect(result).to.deep.equal({ missingKeys: ['0.weight'], unexpectedKeys: ['1.weight'] });
    stateDict.set('0.weight', counted([2, 3]).get('weight')!);
    expect(() => model.loadStateDict(stateDict, { strict: false })).to.throw(
      '0.weight: the state dict has shape [2, 3], the model has [2, 2]',
    );
  });

  it('refuses what is no Map', () => {
    expect(() => new Linear(1, 1).loadStateDict({} as never)).to.throw(TypeError, 'A state dict is a Map');
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}
