import { createHash } from 'node:crypto';

import { expect, suite, type Tolerance } from 'boletim/suite';
import type * as tf from '@tensorflow/tfjs-core';

import type { Lab } from '../../../assignments/cnn/lab';

suite<Lab>('transfer-weights', ({ test, expected, random }) => {
  test(
    'drawn-sizes',
    {
      title: { en: 'makes last layers of drawn sizes', 'pt-BR': 'faz últimas camadas de tamanhos sorteados' },
      hint: {
        en: 'Try other numbers of classes, and a network of another width.',
        'pt-BR': 'Tente outros números de classes, e uma rede de outra largura.',
      },
    },
    async ({ evaluate }) => {
      const draw = random('sizes');
      for (let round = 0; round < 3; round++) {
        const [width, outputs] = [draw.int(2, 6), draw.int(1, 300)];
        const result = await evaluate(
          (
            { ResNet18, PlainBlock, seededResNet18Weights, transferWeights, Linear, tf },
            { width, outputs },
          ) => {
            const model = new ResNet18(PlainBlock, 20, width);
            const returned: unknown = transferWeights(
              model,
              seededResNet18Weights(13, { outputs: 20, width }),
              outputs,
            );
            const { fc } = model;
            const y = fc.call(tf.ones([2, fc.inFeatures]) as tf.Tensor2D);
            return {
              isAsync: returned instanceof Promise,
              isLinear: fc instanceof Linear,
              sizes: [fc.inFeatures, fc.outFeatures],
              weight: [...fc.weight.shape],
              bias: [...(fc.bias?.shape ?? [])],
              y: y.shape,
            };
          },
          { width, outputs },
        );
        expect(result).to.deep.equal({
          isAsync: false,
          isLinear: true,
          sizes: [8 * width, outputs],
          weight: [outputs, 8 * width],
          bias: [outputs],
          y: [2, outputs],
        });
      }
    },
  );

  // All 100 tensors of the body, running statistics included, to the last bit.
  test(
    'every-weight',
    {
      title: { en: 'loads every tensor of the body', 'pt-BR': 'carrega todos os tensores do corpo' },
      hint: {
        en: 'Compare model.stateDict() with the pretrained one, name by name.',
        'pt-BR': 'Compare model.stateDict() com o pré-treinado, nome por nome.',
      },
    },
    async ({ evaluate }) => {
      const state = await evaluate(({ ResNet18, PlainBlock, seededResNet18Weights, transferWeights }) => {
        const model = new ResNet18(PlainBlock, 20, 4);
        transferWeights(model, seededResNet18Weights(13, { outputs: 20, width: 4 }), 3);
        const body = [...model.stateDict()].filter(([name]) => !name.startsWith('fc.'));
        return new Map(body.map(([name, { data }]) => [name, data]));
      });
      expect(state).to.be.an.instanceof(Map);
      const wanted = Object.entries(expected<Record<string, string>>('pretrained-digests'));
      for (const [name, digest] of wanted.filter(([name]) => !name.startsWith('fc.'))) {
        const data = (state as Map<string, unknown>).get(name);
        expect(data, name).to.be.an.instanceof(Float32Array);
        const { buffer, byteOffset, byteLength } = data as Float32Array;
        const bytes = new Uint8Array(buffer, byteOffset, byteLength);
        expect(createHash('sha256').update(bytes).digest('hex'), {
          en: `the digest of ${name}`,
          'pt-BR': `o resumo de ${name}`,
        }).to.equal(digest);
      }
    },
  );

  // The running statistics count in evaluation mode only.
  test(
    'evaluation-mode',
    {
      title: {
        en: 'leaves a network that evaluates as in PyTorch',
        'pt-BR': 'deixa uma rede que avalia como no PyTorch',
      },
      hint: {
        en: 'Evaluation uses the running statistics of the norms: are they the pretrained ones?',
        'pt-BR': 'A avaliação usa as estatísticas das normalizações: são as pré-treinadas?',
      },
    },
    async ({ evaluate }) => {
      const logits = await evaluate(
        ({ ResNet18, PlainBlock, seededResNet18Weights, transferWeights, Generator, uniform, tf }) => {
          const model = new ResNet18(PlainBlock, 20, 8);
          transferWeights(model, seededResNet18Weights(11, { outputs: 20, width: 8 }), 3);
          const generator = new Generator(12);
          const draw = (shape: number[], limit: number) =>
            tf.tensor(uniform(shape, -limit, limit, generator), shape);
          const weight = draw([3, 64], 0.125);
          const bias = draw([3], 0.125);
          model.fc.loadStateDict(
            new Map([
              ['weight', weight],
              ['bias', bias],
            ]),
          );
          return model.eval().call(draw([2, 40, 56, 3], 2) as tf.Tensor4D);
        },
      );
      const tolerance = expected<Tolerance>('transferred-evaluation', 'tolerance');
      expect(logits).to.be.closeToTensor(expected('transferred-evaluation', 'logits'), tolerance);
    },
  );

  // The new layer knows nothing: drawn anew each time, within the bounds of PyTorch's initialisation, nothing of it
  // taken from the pretrained layer, and ready to be trained.
  test(
    'fresh-last-layer',
    {
      title: {
        en: 'starts the last layer from fresh weights',
        'pt-BR': 'começa a última camada com pesos novos',
      },
      hint: {
        en: 'The new layer begins as any new Linear does: nothing of the old one in it, and nothing written over it.',
        'pt-BR': 'A nova camada começa como toda Linear nova: nada da antiga nela, e nada escrito por cima.',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(
        ({ ResNet18, PlainBlock, seededResNet18Weights, transferWeights, lookOf, sharedBy }) => {
          const pretrained = seededResNet18Weights(13, { outputs: 20, width: 4 });
          const build = () => {
            const model = new ResNet18(PlainBlock, 20, 4);
            const before = model.fc;
            transferWeights(model, pretrained, 20);
            return { fc: model.fc, replaced: model.fc !== before };
          };
          const [first, second] = [build(), build()];
          // As many outputs as an ImageNet network has are a number like any other.
          const large = new ResNet18(PlainBlock, 1000, 4);
          const { fc } = large;
          transferWeights(large, seededResNet18Weights(13, { outputs: 1000, width: 4 }), 1000);
          const [a, b] = [first.fc, second.fc];
          const old = pretrained.get('fc.weight');
          return {
            replaced: [first.replaced && second.replaced, large.fc !== fc],
            trains: [...a.parameters(), ...b.parameters()].every(({ requiresGrad }) => requiresGrad),
            weights: [lookOf(a.weight, 32), lookOf(b.weight, 32)],
            bias: [...(a.bias?.shape ?? [])],
            pretrained: sharedBy(a.weight, old) || sharedBy(b.weight, old),
            equal: sharedBy(a.weight, b.weight),
          };
        },
      );
      const [fresh, once] = ['max |w| = 1 / √n', { pretrained: false, equal: false }];
      expect(result).to.deep.equal({
        replaced: [true, true],
        trains: true,
        weights: [fresh, fresh],
        bias: [20],
        ...once,
      });
    },
  );

  // The model, with its new last layer, is about to be trained, all of it sooner or later: it is in training, and nothing
  // of it is frozen.
  test(
    'ready-to-train',
    {
      title: { en: 'leaves a network that can be trained', 'pt-BR': 'deixa uma rede que pode ser treinada' },
      hint: {
        en: 'Which mode is the model in after your function, and which of its parameters may still be trained?',
        'pt-BR':
          'Em que modo o modelo está depois da sua função, e quais parâmetros ainda podem ser treinados?',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(({ ResNet18, PlainBlock, seededResNet18Weights, transferWeights }) => {
        const model = new ResNet18(PlainBlock, 20, 4);
        transferWeights(model, seededResNet18Weights(13, { outputs: 20, width: 4 }), 3);
        const frozen = model.namedParameters().filter(([, { requiresGrad }]) => !requiresGrad);
        return {
          outputs: model.fc.outFeatures,
          training: model.modules().every(({ training }) => training),
          frozen: frozen.map(([name]) => name),
        };
      });
      expect(result).to.deep.equal({ outputs: 3, training: true, frozen: [] });
    },
  );

  // A state dict is lent. Two models are made of one; training the first changes neither the dict nor the second.
  test(
    'pretrained-stays',
    {
      title: {
        en: 'leaves the pretrained weights as they are',
        'pt-BR': 'deixa os pesos pré-treinados como estão',
      },
      hint: {
        en: 'The state dict is lent to you: it must be the same afterwards, with all its entries.',
        'pt-BR': 'O state dict é emprestado: deve ficar igual depois, com todas as suas entradas.',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(
        async ({ ResNet18, PlainBlock, seededResNet18Weights, transferWeights, movedByStep, tf }) => {
          const pretrained = seededResNet18Weights(13, { outputs: 20, width: 4 });
          const build = () => {
            const model = new ResNet18(PlainBlock, 20, 4);
            // A scope, as the toolkit has one around it: what is only needed on the way is not the student's to free.
            tf.tidy(() => void transferWeights(model, pretrained, 3));
            return model;
          };
          const trained = build();
          await movedByStep(trained);
          const second = build();
          const tensors = tf.memory().numTensors;
          // What it puts on the device for the layers goes with them.
          build().dispose();
          const digestible = (state: typeof pretrained) =>
            new Map([...state].filter(([name]) => name.startsWith('fc.') || name.startsWith('conv1.')));
          return {
            names: pretrained.size,
            pretrained: new Map([...digestible(pretrained)].map(([name, { data }]) => [name, data])),
            second: second.conv1.weight.read().data,
            created: tf.memory().numTensors - tensors,
          };
        },
      );
      expect(result).to.be.an('object').that.includes({ names: 122, created: 0 });
      const digests = expected<Record<string, string>>('pretrained-digests');
      const { pretrained, second } = result as Record<string, unknown>;
      expect(pretrained).to.be.an.instanceof(Map);
      for (const name of ['conv1.weight', 'fc.weight', 'fc.bias']) {
        expect(digestOf((pretrained as Map<string, unknown>).get(name)), name).to.equal(digests[name]);
      }
      expect(digestOf(second), {
        en: 'conv1.weight of the second model',
        'pt-BR': 'conv1.weight do segundo modelo',
      }).to.equal(digests['conv1.weight']);
    },
  );
});

function digestOf(data: unknown): string {
  expect(data).to.be.an.instanceof(Float32Array);
  const { buffer, byteOffset, byteLength } = data as Float32Array;
  return createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex');
}

// canary: cnn-hidden-d487d0b2a413
