import { expect, suite } from 'boletim/suite';

import type { Lab } from '../lab';

/** Question 5: what may change in the first epoch, and what may not. */
suite<Lab>('freeze', ({ test }) => {
  // The body keeps its weights. Two parameters are asked whether they may change, as in the lab. Then, in a narrow
  // network, every gradient is set to one and all parameters take a step down their gradient: none of the body may
  // move, and that includes the weights and biases of the norms.
  test(
    'body-is-frozen',
    'freezes every parameter before the last layer',
    async ({ evaluate }) => {
      const result = await evaluate(({ ResNet18, PlainBlock, freeze, movedByStep }) => {
        const model = new ResNet18(PlainBlock);
        freeze(model);
        const narrow = new ResNet18(PlainBlock, 10, 4);
        freeze(narrow);
        return {
          flags: [model.conv1.weight.requiresGrad, model.layer3[0]!.conv2.weight.requiresGrad],
          moved: movedByStep(narrow).filter((name) => !name.startsWith('fc.')),
        };
      });
      expect(result).to.deep.equal({ flags: [false, false], moved: [] });
    },
    { hint: 'Set requiresGrad to false for every one of model.parameters().' },
  );

  // The last layer learns, all of it: the weight and the bias.
  test(
    'last-layer-trains',
    'lets all of the last layer train',
    async ({ evaluate }) => {
      const result = await evaluate(({ ResNet18, PlainBlock, freeze, movedByStep }) => {
        const model = new ResNet18(PlainBlock);
        freeze(model);
        const narrow = new ResNet18(PlainBlock, 10, 4);
        freeze(narrow);
        return {
          flag: model.fc.weight.requiresGrad,
          moved: movedByStep(narrow).filter((name) => name.startsWith('fc.')),
        };
      });
      expect(result).to.deep.equal({ flag: true, moved: ['fc.weight', 'fc.bias'] });
    },
    { hint: 'Set requiresGrad back to true for every one of model.fc.parameters().' },
  );
});
