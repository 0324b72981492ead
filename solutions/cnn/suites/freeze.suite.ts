import { expect, suite } from 'boletim/suite';
import type * as tf from '@tensorflow/tfjs-core';

import type { Lab } from '../../../assignments/cnn/lab';

const LAST_LAYER = ['fc.weight', 'fc.bias'];

suite<Lab>('freeze', ({ test, random }) => {
  test(
    'full-network',
    {
      title: {
        en: 'leaves exactly two of 62 parameters to train',
        'pt-BR': 'deixa exatamente dois de 62 parâmetros para treinar',
      },
      hint: {
        en: 'Count the parameters that still train.',
        'pt-BR': 'Conte os parâmetros que ainda treinam.',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(({ ResNet18, PlainBlock, freeze }) => {
        const model = new ResNet18(PlainBlock);
        const returned: unknown = freeze(model);
        const parameters = model.namedParameters();
        const trained = parameters.filter(([, parameter]) => parameter.requiresGrad).map(([name]) => name);
        return { isAsync: returned instanceof Promise, count: parameters.length, trained };
      });
      expect(result).to.deep.equal({ isAsync: false, count: 62, trained: LAST_LAYER });
    },
  );

  // Networks of other sizes, and one whose last layer was replaced as question 4 does: the last layer has another shape
  // each time.
  test(
    'other-last-layers',
    {
      title: {
        en: 'knows the last layer in networks of other sizes',
        'pt-BR': 'reconhece a última camada em redes de outros tamanhos',
      },
      hint: {
        en: 'Try networks of another width and with other numbers of classes: what tells the last layer from the others?',
        'pt-BR':
          'Tente redes de outra largura e com outros números de classes: o que distingue a última camada das outras?',
      },
    },
    async ({ evaluate }) => {
      const moved = await evaluate(async ({ ResNet18, PlainBlock, Linear, freeze, movedByStep }) => {
        const replaced = new ResNet18(PlainBlock, 7, 3);
        replaced.fc = new Linear(replaced.fc.inFeatures, 24);
        const models = [new ResNet18(PlainBlock, 1, 2), new ResNet18(PlainBlock, 16, 2), replaced];
        const moved: string[][] = [];
        for (const model of models) {
          freeze(model);
          moved.push(await movedByStep(model));
        }
        return moved;
      });
      expect(moved).to.deep.equal([LAST_LAYER, LAST_LAYER, LAST_LAYER]);
    },
  );

  // A real loss on drawn images: its gradient reaches the last layer alone, and it is not zero.
  test(
    'gradient-of-a-loss',
    {
      title: {
        en: 'lets the gradient of a loss reach the last layer alone',
        'pt-BR': 'deixa o gradiente de uma perda chegar só à última camada',
      },
      hint: {
        en: 'Which parameters does the gradient of a loss reach after your function?',
        'pt-BR': 'A que parâmetros o gradiente de uma perda chega depois da sua função?',
      },
    },
    async ({ evaluate }) => {
      const reached = await evaluate(
        async ({ ResNet18, PlainBlock, freeze, crossEntropy, tf }, { x, y }) => {
          const model = new ResNet18(PlainBlock, 5, 2);
          freeze(model);
          const variables = model.namedParameters().map(([name, { value }]) => ({ name, value }));
          const loss = () => crossEntropy(model.call(x as tf.Tensor4D), y as tf.Tensor2D) as tf.Scalar;
          const trainable = variables.filter(({ value }) => value.trainable).map(({ value }) => value);
          if (trainable.length === 0) return [];
          const { grads } = tf.variableGrads(loss, trainable);
          const reached: string[] = [];
          for (const { name, value } of variables) {
            const gradient = grads[value.name];
            if (gradient && (await tf.norm(gradient).data())[0]! > 0) reached.push(name);
          }
          return reached;
        },
        { x: random('images').uniform([4, 33, 33, 3], -2, 2), y: random('classes').uniform([4, 5]) },
      );
      expect(reached).to.deep.equal(LAST_LAYER);
    },
  );

  // Also a network that has been through it already, and one of which a part was frozen before.
  test(
    'any-state-before',
    {
      title: {
        en: 'ends the same when some of the body was frozen before',
        'pt-BR': 'termina igual quando parte do corpo já estava congelada',
      },
      hint: {
        en: 'Call your function twice, and on a model whose first layer is frozen: the result must be the same.',
        'pt-BR':
          'Chame sua função duas vezes, e num modelo com a primeira camada congelada: o resultado deve ser o mesmo.',
      },
    },
    async ({ evaluate }) => {
      const trained = await evaluate(({ ResNet18, PlainBlock, freeze }) => {
        const model = new ResNet18(PlainBlock, 5, 2);
        const names = () =>
          model
            .namedParameters()
            .filter(([, { requiresGrad }]) => requiresGrad)
            .map(([name]) => name);
        model.conv1.weight.requiresGrad = false;
        return [1, 2].map(() => {
          freeze(model);
          return names();
        });
      });
      expect(trained).to.deep.equal([LAST_LAYER, LAST_LAYER]);
    },
  );

  // A frozen network is still in training: its norms use the statistics of the batch and go on tracking them. Its
  // layers and their values are the same as before.
  test(
    'nothing-else',
    {
      title: {
        en: 'changes nothing but what may be trained',
        'pt-BR': 'não muda nada além do que pode ser treinado',
      },
      hint: {
        en: 'Is the model still in training, and are its layers and values those that it had?',
        'pt-BR': 'O modelo ainda está em treino, e suas camadas e valores são os que tinha?',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(
        ({ ResNet18, PlainBlock, freeze, tf }, { x }) => {
          const model = new ResNet18(PlainBlock, 5, 2);
          const { fc, conv1 } = model;
          const before = [...model.stateDict().values()].map(({ data }) => data.join());
          const tensors = tf.memory().numTensors;
          freeze(model);
          const created = tf.memory().numTensors - tensors;
          const after = [...model.stateDict().values()].map(({ data }) => data.join());
          const training = model.modules().every((module) => module.training);
          model.call(x as tf.Tensor4D);
          const evaluating = new ResNet18(PlainBlock, 5, 2).eval();
          freeze(evaluating);
          return {
            frozen: model.parameters().some(({ requiresGrad }) => !requiresGrad),
            same: before.join() === after.join() && model.fc === fc && model.conv1 === conv1,
            created,
            training,
            tracked: model.bn1.numBatchesTracked.value,
            evaluating: evaluating.modules().every((module) => !module.training),
          };
        },
        { x: random('batch').uniform([4, 33, 33, 3], -2, 2) },
      );
      expect(result).to.deep.equal({
        frozen: true,
        same: true,
        created: 0,
        training: true,
        tracked: 1,
        evaluating: true,
      });
    },
  );
});

// canary: cnn-hidden-ed9d4738a067
