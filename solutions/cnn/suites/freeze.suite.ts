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

  // The last layer is what stands in model.fc, whatever its parameters are called and however many there are; and
  // a layer before it is frozen, whatever its name begins with.
  test(
    'other-last-layers',
    {
      title: {
        en: 'goes by the last layer, not by names',
        'pt-BR': 'guia-se pela última camada, não por nomes',
      },
      hint: {
        en: 'The last layer is what stands in model.fc, whatever its parameters are called and however many it has.',
        'pt-BR':
          'A última camada é o que está em model.fc, chamem-se seus parâmetros como for e sejam quantos forem.',
      },
    },
    async ({ evaluate }) => {
      const moved = await evaluate(
        async ({ ResNet18, PlainBlock, Linear, Parameter, freeze, movedByStep }) => {
          class Scaled extends Linear {
            gain = new Parameter({ shape: [1], init: () => Float32Array.of(1) });
          }
          class Hinted extends ResNet18<InstanceType<typeof PlainBlock>> {
            fcHint = new Linear(4, 4);
          }
          const scaled = new ResNet18(PlainBlock, 5, 2);
          scaled.fc = new Scaled(16, 5);
          const bare = new ResNet18(PlainBlock, 5, 2);
          bare.fc = new Linear(16, 5, { bias: false });
          const hinted = new Hinted(PlainBlock, 5, 2);
          const moved: string[][] = [];
          for (const model of [scaled, bare, hinted]) {
            freeze(model);
            moved.push(await movedByStep(model));
          }
          return moved;
        },
      );
      expect(moved).to.deep.equal([['fc.weight', 'fc.bias', 'fc.gain'], ['fc.weight'], LAST_LAYER]);
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

  // Whatever was frozen before: everything, nothing, or a network that has been through it already.
  test(
    'any-state-before',
    {
      title: {
        en: 'ends the same whatever was frozen before',
        'pt-BR': 'termina igual, seja o que for que estava congelado antes',
      },
      hint: {
        en: 'Call your function twice, or on a model that is all frozen: the result must be the same.',
        'pt-BR': 'Chame sua função duas vezes, ou num modelo todo congelado: o resultado deve ser o mesmo.',
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
        const setAll = (requiresGrad: boolean) => {
          for (const parameter of model.parameters()) parameter.requiresGrad = requiresGrad;
        };
        return [() => setAll(false), () => setAll(true), () => freeze(model)].map((prepare) => {
          prepare();
          freeze(model);
          return names();
        });
      });
      expect(trained).to.deep.equal([LAST_LAYER, LAST_LAYER, LAST_LAYER]);
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
