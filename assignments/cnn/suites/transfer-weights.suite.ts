import { expect, suite, type Tolerance } from 'boletim/suite';
import type * as tf from '@tensorflow/tfjs-core';

import type { Lab } from '../lab';

/**
 * Question 4: pretrained weights in a network for other classes.
 *
 * The networks here are built of plain blocks, the residual block without its shortcut, so that this question does
 * not depend on the one before. Their weights have the same names.
 */
suite<Lab>('transfer-weights', ({ test, expected }) => {
  // A network for the 1000 classes of ImageNet becomes one for 2023 classes. Only the last layer changes: it still
  // has 512 inputs, as many as the body of the network delivers.
  test(
    'new-last-layer',
    {
      title: {
        en: 'replaces the last layer by one with the wanted number of outputs',
        'pt-BR': 'troca a última camada por uma com o número pedido de saídas',
      },
      hint: {
        en: 'Print model.fc at the end of your function: its inFeatures, its outFeatures, the shape of its weight.',
        'pt-BR': 'Imprima model.fc no fim da sua função: inFeatures, outFeatures e a forma do peso.',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(
        ({ ResNet18, PlainBlock, seededResNet18Weights, transferWeights, watchedModel }) => {
          const model = new ResNet18(PlainBlock);
          const { fc } = model;
          const watch = watchedModel(model);
          const returned: unknown = transferWeights(model, seededResNet18Weights(5), 2023);
          const { outFeatures, weight, bias } = model.fc;
          const sizes = { outFeatures, weight: [...(weight?.shape ?? [])], bias: [...(bias?.shape ?? [])] };
          return { sizes, watched: watch(), replaced: model.fc !== fc, returned: typeof returned };
        },
      );
      expect(result, { en: 'the result', 'pt-BR': 'o resultado' }).to.be.an('object');
      const { sizes } = result as Record<string, unknown>;
      const wanted = { outFeatures: 2023, weight: [2023, 512], bias: [2023] };
      expect(sizes, { en: 'the sizes of model.fc', 'pt-BR': 'os tamanhos de model.fc' }).to.deep.equal(
        wanted,
      );
    },
  );

  // Does the network still compute, and from the pretrained weights? Eight images go through in training mode. So
  // that the result can be compared with PyTorch's, this network is a narrow one (8 channels instead of 64, its last
  // layer has 64 inputs), and after your function has run, the new last layer is given numbers from a seed.
  test(
    'still-computes',
    {
      title: {
        en: 'leaves a network that computes what PyTorch computes',
        'pt-BR': 'deixa uma rede que calcula o que o PyTorch calcula',
      },
      hint: {
        en: 'Print a few weights of the model before and after your function: which of them are the pretrained ones?',
        'pt-BR':
          'Imprima alguns pesos do modelo antes e depois da sua função: quais deles são os pré-treinados?',
      },
    },
    async ({ evaluate }) => {
      const logits = await evaluate(
        ({ ResNet18, PlainBlock, seededResNet18Weights, transferWeights, Generator, uniform, tf }) => {
          const model = new ResNet18(PlainBlock, 20, 8);
          transferWeights(model, seededResNet18Weights(7, { outputs: 20, width: 8 }), 10);
          const generator = new Generator(6);
          const draw = (shape: number[], limit: number) =>
            tf.tensor(uniform(shape, -limit, limit, generator), shape);
          model.fc.loadStateDict(
            new Map([
              ['weight', draw([10, 64], 0.125)],
              ['bias', draw([10], 0.125)],
            ]),
          );
          return model.call(draw([8, 127, 127, 3], 2) as tf.Tensor4D);
        },
      );
      const tolerance = expected<Tolerance>('transferred', 'tolerance');
      expect(logits).to.be.closeToTensor(expected('transferred', 'logits'), tolerance);
    },
  );

  // And are the weights the pretrained ones? Four tensors from different depths of the narrow network, the four that
  // the lab compares: the first filter of each convolution, and the whole of a norm's weight. They are copies, so
  // they are equal to the last bit.
  test(
    'pretrained-weights',
    {
      title: {
        en: 'keeps the pretrained weights in the body of the network',
        'pt-BR': 'mantém os pesos pré-treinados no corpo da rede',
      },
      hint: {
        en: 'Which method copies a state dict into a model? Print what it returns.',
        'pt-BR': 'Que método copia um state dict para dentro de um modelo? Imprima o que ele devolve.',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(
        ({ ResNet18, PlainBlock, seededResNet18Weights, transferWeights, watchedModel, tf }) => {
          const model = new ResNet18(PlainBlock, 20, 8);
          const watch = watchedModel(model);
          transferWeights(model, seededResNet18Weights(7, { outputs: 20, width: 8 }), 10);
          const parameters = new Map(model.namedParameters());
          const names = ['conv1.weight', 'bn1.weight', 'layer2.0.conv2.weight', 'layer3.1.conv2.weight'];
          const weights = names.map((name) => {
            const { shape, data } = parameters.get(name)!.read();
            const weight = tf.tensor(data as Float32Array, [...shape]);
            return weight.rank === 4 ? weight.slice(0, 1) : weight;
          });
          return { weights, watched: watch() };
        },
      );
      expect(result, { en: 'the result', 'pt-BR': 'o resultado' }).to.be.an('object');
      const { weights } = result as Record<string, unknown>;
      const expectedWeights = Object.entries(expected<Record<string, never>>('pretrained-weights'));
      expect(weights).to.be.an('array').with.lengthOf(expectedWeights.length);
      expectedWeights.forEach(([name, weight], index) => {
        expect((weights as unknown[])[index], name).to.equalTensor(weight);
      });
    },
  );
});
