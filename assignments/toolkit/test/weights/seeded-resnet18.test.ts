import { expect } from 'chai';

import { defaultGenerator, manualSeed } from '../../random';
import { seededResNet18Weights } from '../../weights';
import { digests } from '../support/digests';
import { expected } from '../support/expected';

describe('seededResNet18Weights', () => {
  it("are PyTorch's for the same seed, bit for bit and in its order", () => {
    const { seed, digests: wanted } = expected<{ seed: number; digests: object }>('nn-seeded-weights');
    expect(Object.entries(digests(seededResNet18Weights(seed)))).to.deep.equal(Object.entries(wanted));
  });

  it('leave the default generator where it is', () => {
    const next = manualSeed(1).clone().random32();
    seededResNet18Weights(5, { outputs: 2, width: 4 });
    expect(defaultGenerator().random32()).to.equal(next);
  });

  it('fit a model of another width', () => {
    const weights = seededResNet18Weights(5, { outputs: 3, width: 4 });
    expect(weights.get('conv1.weight')!.shape).to.deep.equal([4, 3, 7, 7]);
    expect(weights.get('fc.weight')!.shape).to.deep.equal([3, 32]);
  });
});
