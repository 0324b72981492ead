import { expect, suite } from 'boletim/suite';

import type { Lab } from '../lab';

/** Question 5: what may change in the first epoch, and what may not. */
suite<Lab>('freeze', ({ test }) => {
  // The body keeps its weights. Two parameters are asked whether they may change, as in the lab. Then every gradient
  // is taken to be one, and the parameters step down their gradients, as far as they may: none of the body may move,
  // and that includes the weights and biases of the norms. The network is a narrow one, with 4 channels instead of
  // 64, because the same 62 parameters are faster to move when they are small.
  test(
    'body-is-frozen',
    'freezes every parameter before the last layer',
    async ({ evaluate }) => {
      const result = await evaluate(async ({ ResNet18, PlainBlock, freeze, movedByStep }) => {
        const model = new ResNet18(PlainBlock, 10, 4);
        freeze(model);
        return {
          flags: [model.conv1.weight.requiresGrad, model.layer3[0]!.conv2.weight.requiresGrad],
          moved: (await movedByStep(model)).filter((name) => !name.startsWith('fc.')),
        };
      });
      expect(result).to.deep.equal({ flags: [false, false], moved: [] });
    },
    { hint: 'Set requiresGrad to false for every one of model.parameters().' },
  );

  // The last layer learns, all of it: the weight and the bias. It does so from the start: what is asked is that freezing
  // leaves it out.
  test(
    'last-layer-trains',
    'lets all of the last layer train',
    async ({ evaluate }) => {
      const result = await evaluate(async ({ ResNet18, PlainBlock, freeze, movedByStep }) => {
        const model = new ResNet18(PlainBlock, 10, 4);
        freeze(model);
        return {
          frozen: model.parameters().some(({ requiresGrad }) => !requiresGrad),
          flag: model.fc.weight.requiresGrad,
          moved: (await movedByStep(model)).filter((name) => name.startsWith('fc.')),
        };
      });
      expect(result).to.deep.equal({ frozen: true, flag: true, moved: ['fc.weight', 'fc.bias'] });
    },
    { hint: 'Set requiresGrad back to true for every one of model.fc.parameters().' },
  );
});
