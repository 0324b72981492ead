import { expect, suite } from 'boletim/suite';

import type { Lab } from '../lab';

/**
 * Question 5: what may change in the first epoch, and what may not. `watchedModel` notes what else is done to the model,
 * so that a wrong answer can be explained.
 */
suite<Lab>('freeze', ({ test }) => {
  // The body keeps its weights. Two parameters are asked whether they may change, as in the lab. Then every gradient
  // is taken to be one, and the parameters step down their gradients, as far as they may: none of the body may move,
  // and that includes the weights and biases of the norms. The network is a narrow one, with 4 channels instead of
  // 64, because the same 62 parameters are faster to move when they are small.
  test(
    'body-is-frozen',
    {
      title: {
        en: 'freezes every parameter before the last layer',
        'pt-BR': 'congela todos os parâmetros antes da última camada',
      },
      hint: {
        en: 'Print the names of all parameters whose requiresGrad is true: model.namedParameters() lists them.',
        'pt-BR':
          'Imprima os nomes de todos os parâmetros cujo requiresGrad é true: model.namedParameters() os lista.',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(async ({ ResNet18, PlainBlock, freeze, movedByStep, watchedModel }) => {
        const model = new ResNet18(PlainBlock, 10, 4);
        const watch = watchedModel(model);
        freeze(model);
        return {
          watched: watch(),
          flags: [model.conv1.weight.requiresGrad, model.layer3[0]!.conv2.weight.requiresGrad],
          moved: (await movedByStep(model)).filter((name) => !name.startsWith('fc.')),
        };
      });
      expect(result, { en: 'the result', 'pt-BR': 'o resultado' }).to.be.an('object');
      const { flags, moved } = result as Record<string, unknown>;
      expect(moved, {
        en: 'parameters of the body that still train',
        'pt-BR': 'parâmetros do corpo que ainda treinam',
      }).to.deep.equal([]);
      expect(flags, {
        en: 'requiresGrad of conv1.weight and layer3.0.conv2.weight',
        'pt-BR': 'requiresGrad de conv1.weight e layer3.0.conv2.weight',
      }).to.deep.equal([false, false]);
    },
  );

  // The last layer learns, all of it: the weight and the bias. It does so from the start: what is asked is that freezing
  // leaves it out.
  test(
    'last-layer-trains',
    {
      title: { en: 'lets all of the last layer train', 'pt-BR': 'deixa treinar a última camada inteira' },
      hint: {
        en: 'Print requiresGrad of every one of model.fc.parameters() at the end of your function.',
        'pt-BR': 'Imprima requiresGrad de cada um de model.fc.parameters() no fim da sua função.',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(async ({ ResNet18, PlainBlock, freeze, movedByStep, watchedModel }) => {
        const model = new ResNet18(PlainBlock, 10, 4);
        const { fc } = model;
        const watch = watchedModel(model);
        freeze(model);
        return {
          watched: watch(),
          replaced: model.fc !== fc,
          frozen: model.parameters().some(({ requiresGrad }) => !requiresGrad),
          flag: model.fc.weight.requiresGrad,
          moved: (await movedByStep(model)).filter((name) => name.startsWith('fc.')),
        };
      });
      expect(result, { en: 'the result', 'pt-BR': 'o resultado' }).to.be.an('object');
      const { frozen, flag, moved } = result as Record<string, unknown>;
      expect(frozen, {
        en: 'some parameter of the network is frozen',
        'pt-BR': 'algum parâmetro da rede está congelado',
      }).to.equal(true);
      expect(moved, {
        en: 'parameters of the last layer that train',
        'pt-BR': 'parâmetros da última camada que treinam',
      }).to.deep.equal(['fc.weight', 'fc.bias']);
      expect(flag, { en: 'requiresGrad of fc.weight', 'pt-BR': 'requiresGrad de fc.weight' }).to.equal(true);
    },
  );
});
