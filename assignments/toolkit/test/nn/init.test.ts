import { expect } from 'chai';

import { startDevice } from '../../device';
import { BatchNorm2d, Conv2d, Linear, ResNet18, type Module } from '../../nn';
import { manualSeed, uniform } from '../../random';
import { digests } from '../support/digests';
import { expected } from '../support/expected';
import { ResidualBlock } from '../support/residual-block';
import type { FixtureTensor } from '../support/tensors';

describe('initial values', () => {
  before(() => startDevice('wasm'));

  it("are PyTorch's, bit for bit, layer after layer", () => {
    manualSeed(0);
    const layers: Module[] = [
      new Linear(3, 2),
      new Conv2d(2, 3, 3),
      new Conv2d(3, 2, 1, { bias: false }),
      new Linear(512, 2),
      new BatchNorm2d(2),
    ];
    for (const [i, wanted] of expected<Record<string, FixtureTensor>[]>('nn-initial-layers').entries()) {
      const values = layers[i]
        .namedParameters()
        .map(([name, parameter]) => [name, [...parameter.read().data]]);
      expect(Object.fromEntries(values)).to.deep.equal(float32Values(wanted));
    }
  });

  it('do not depend on the order in which they are first used', () => {
    manualSeed(0);
    const [first, second] = [new Linear(3, 2), new Linear(3, 2)];
    const later = second.weight.read().data;
    expect([...first.weight.read().data]).to.deep.equal([...first.weight.value.dataSync()]);
    expect([...second.weight.value.dataSync()]).to.deep.equal([...later]);
  });

  it("of a whole ResNet-18 are PyTorch's, and so is the number drawn after them", () => {
    const { seed, digests: wanted, next } = expected<Record<string, never>>('nn-initial-resnet18');
    manualSeed(seed);
    const model = new ResNet18(ResidualBlock);
    expect([...uniform(1)]).to.deep.equal([Math.fround(next)]);
    expect(Object.entries(digests(model.stateDict()))).to.deep.equal(Object.entries(wanted));
  });
});

function float32Values(values: Record<string, FixtureTensor>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(values).map(([name, { data }]) => [name, data.map(Math.fround)]));
}
