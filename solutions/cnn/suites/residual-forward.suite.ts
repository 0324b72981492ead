import { expect, suite, type tensor, type Tolerance } from 'boletim/suite';
import type * as tf from '@tensorflow/tfjs-core';

import type { Lab } from '../../../assignments/cnn/lab';

/** A block from 4 to 6 channels with stride 2, its weights, and two images of 9 × 7 pixels. */
interface OddBlock {
  weights: Record<string, tf.Tensor>;
  x: tf.Tensor4D;
}

suite<Lab>('residual-forward', ({ test, input, expected, random }) => {
  const oddBlock = () => input<OddBlock>('odd-block-input.json');
  const tolerance = () => expected<Tolerance>('odd-block', 'tolerance');

  test(
    'odd-block',
    {
      title: {
        en: 'matches PyTorch on other channels, a stride and odd sizes',
        'pt-BR': 'coincide com o PyTorch com outros canais, stride e tamanhos ímpares',
      },
      hint: {
        en: 'Try a block with a stride and with other channels than its input.',
        'pt-BR': 'Tente um bloco com stride e com canais diferentes dos da entrada.',
      },
    },
    async ({ evaluate }) => {
      const y = await evaluate(({ ResidualBlock }, { weights, x }) => {
        const block = new ResidualBlock(6, 4, 2);
        block.loadStateDict(new Map(Object.entries(weights)));
        return block.call(x);
      }, oddBlock());
      expect(y).to.be.closeToTensor(expected('odd-block', 'trained'), tolerance());
    },
  );

  test(
    'evaluation-mode',
    {
      title: {
        en: 'matches PyTorch in evaluation mode',
        'pt-BR': 'coincide com o PyTorch em modo de avaliação',
      },
      hint: {
        en: "The mode of a block is the caller's: does your function leave it alone, and use each norm where it belongs?",
        'pt-BR':
          'O modo de um bloco é de quem chama: sua função o deixa em paz, e usa cada normalização no lugar dela?',
      },
    },
    async ({ evaluate }) => {
      const y = await evaluate(({ ResidualBlock }, { weights, x }) => {
        const block = new ResidualBlock(6, 4, 2);
        block.loadStateDict(new Map(Object.entries(weights)));
        return block.eval().call(x);
      }, oddBlock());
      expect(y).to.be.closeToTensor(expected('odd-block', 'evaluated'), tolerance());
    },
  );

  // Each norm sees each batch exactly once. Calling a layer twice shows here even where the output hides it.
  test(
    'running-statistics',
    {
      title: {
        en: 'moves each running statistic once a call',
        'pt-BR': 'move cada estatística uma vez por chamada',
      },
      hint: {
        en: 'In training, each call of a norm moves its running statistics: count the calls, those for printing as well.',
        'pt-BR':
          'Em treino, cada chamada de uma normalização move suas estatísticas: conte as chamadas, inclusive as feitas para imprimir.',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(({ ResidualBlock, tf, BatchNorm2d }, { weights, x }) => {
        const block = new ResidualBlock(6, 4, 2);
        block.loadStateDict(new Map(Object.entries(weights)));
        block.call(x);
        block.call(tf.add(tf.mul(x, 0.5), 1));
        const norms = new Map(block.namedModules().filter(([, module]) => module instanceof BatchNorm2d));
        return [...norms].flatMap(([name, module]) => {
          const { runningMean, runningVar, numBatchesTracked } = module as InstanceType<typeof BatchNorm2d>;
          return [name, numBatchesTracked.value, runningMean.value, runningVar.value];
        });
      }, oddBlock());
      expect(result).to.be.an('array').with.lengthOf(12);
      const values = result as unknown[];
      ['bn1', 'bn2', 'downsample'].forEach((name, norm) => {
        expect(values[norm * 4 + 1], `${name}.num_batches_tracked`).to.equal(2);
        expect(values[norm * 4 + 2], name).to.be.closeToTensor(
          expected('odd-block', `${name}Mean`),
          tolerance(),
        );
        expect(values[norm * 4 + 3], name).to.be.closeToTensor(
          expected('odd-block', `${name}Var`),
          tolerance(),
        );
      });
    },
  );

  // Training needs the gradients, which end where a value was read and written anew.
  test(
    'gradients',
    {
      title: { en: "matches PyTorch's gradients", 'pt-BR': 'coincide com os gradientes do PyTorch' },
      hint: {
        en: 'Every step from x to the result must be an operation on tensors, or no gradient gets through.',
        'pt-BR':
          'Todo passo de x até o resultado precisa ser uma operação sobre tensores, ou nenhum gradiente passa.',
      },
    },
    async ({ evaluate }) => {
      const gradients = await evaluate(({ ResidualBlock, tf, Conv2d }, { weights, x }) => {
        const block = new ResidualBlock(6, 4, 2);
        block.loadStateDict(new Map(Object.entries(weights)));
        const filters = block
          .modules()
          .filter((module) => module instanceof Conv2d)
          .map((module) => (module as InstanceType<typeof Conv2d>).weight.value);
        const loss = () => tf.sum(tf.square(block.call(x))) as tf.Scalar;
        const { grads } = tf.variableGrads(loss, filters);
        return filters.map((filter) => grads[filter.name]);
      }, oddBlock());
      expect(gradients).to.be.an('array').with.lengthOf(3);
      const [first, , shortcut] = gradients as unknown[];
      expect(first, 'conv1.weight.grad').to.be.closeToTensor(
        expected('odd-block', 'gradientOfFirstFilter'),
        tolerance(),
      );
      expect(shortcut, 'downsample.0.weight.grad').to.be.closeToTensor(
        expected('odd-block', 'gradientOfShortcut'),
        tolerance(),
      );
    },
  );

  // One block that changes the size alone and one that changes the channels alone; then blocks that nobody has seen, with
  // and without weights on the shortcut. What they compute, the reference solution says, which matches PyTorch in the tests
  // around this one. Evaluation comes second: it shows the running statistics.
  test(
    'drawn-blocks',
    {
      title: {
        en: 'computes drawn blocks right, in both modes',
        'pt-BR': 'calcula certo blocos sorteados, nos dois modos',
      },
      hint: {
        en: 'Try blocks with and without downsample, in training and in evaluation.',
        'pt-BR': 'Tente blocos com e sem downsample, em treino e em avaliação.',
      },
    },
    async ({ evaluate, reference }) => {
      const compute = ({ ResidualBlock, Generator, uniform, tf }: Lab, block: DrawnBlock) => {
        const { channels, inChannels, stride, seed, shape } = block;
        const model = new ResidualBlock(channels, inChannels, stride);
        const generator = new Generator(seed);
        const draw = (shape: readonly number[], low: number, high: number) =>
          tf.tensor(uniform([...shape], low, high, generator), [...shape]);
        const weights = [...model.stateDict()].filter(([name]) => !name.endsWith('num_batches_tracked'));
        const low = (name: string) => (name.endsWith('running_var') ? 0.25 : -1);
        const drawn = weights.map(([name, { shape }]) => [name, draw(shape, low(name), 1)] as const);
        model.loadStateDict(new Map(drawn));
        const x = draw(shape, -2, 2) as tf.Tensor4D;
        return { trained: model.call(x), evaluated: model.eval().call(x) };
      };
      const draw = random('blocks');
      const channels = draw.int(2, 4);
      const kinds = [[undefined, 1] as const, [channels + 1, 1] as const, [draw.int(1, 5), 2] as const];
      const drawn = kinds.map(([inChannels, stride]): DrawnBlock => {
        const shape = [draw.int(1, 3), draw.int(3, 9), draw.int(3, 9), inChannels ?? channels];
        return { channels, inChannels, stride, seed: draw.int(1, 1e9), shape };
      });
      const blocks: DrawnBlock[] = [
        { channels: 5, inChannels: 5, stride: 2, seed: 1, shape: [2, 5, 6, 5] },
        { channels: 6, inChannels: 4, stride: 1, seed: 2, shape: [1, 4, 5, 4] },
      ];
      for (const block of [...blocks, ...drawn]) {
        const [y, wanted] = [await evaluate(compute, block), await reference(compute, block)];
        const label = `ResidualBlock(${block.channels},${block.inChannels},${block.stride})`;
        for (const mode of ['trained', 'evaluated'] as const)
          expect(y, label).to.have.property(mode).that.is.closeToTensor(wanted[mode], SAME_ENGINE);
      }
    },
  );

  test(
    'narrow-network',
    {
      title: {
        en: 'matches PyTorch in a narrow network, in both modes',
        'pt-BR': 'coincide com o PyTorch numa rede estreita, nos dois modos',
      },
      hint: {
        en: 'In a network each block gets what the one before it gives: try one block with a downsample after one without.',
        'pt-BR':
          'Numa rede cada bloco recebe o que o anterior dá: tente um bloco com downsample depois de um sem.',
      },
    },
    async ({ evaluate }) => {
      const logits = await evaluate(
        ({ ResNet18, ResidualBlock, seededResNet18Weights, Generator, uniform, tf }) => {
          const shape: [number, number, number, number] = [3, 65, 49, 3];
          const x = tf.tensor4d(uniform(shape, -2, 2, new Generator(10)), shape);
          const model = new ResNet18(ResidualBlock, 6, 8);
          model.loadStateDict(seededResNet18Weights(9, { outputs: 6, width: 8 }));
          const evaluated = model.eval().call(x);
          return { evaluated, trained: model.train().call(x) };
        },
      );
      for (const mode of ['evaluated', 'trained']) {
        const { logits: wanted, tolerance } = expected<Logits>('narrow-network', mode);
        expect(logits).to.have.property(mode).that.is.closeToTensor(wanted, tolerance);
      }
    },
  );

  // The forward pass computes. It does not train, does not switch modes, and leaves its input to the caller.
  test(
    'block-stays',
    {
      title: {
        en: 'leaves the weights, the mode and the input as they are',
        'pt-BR': 'deixa os pesos, o modo e a entrada como estão',
      },
      hint: {
        en: 'What of the block or of x is different after your function? Nothing should be.',
        'pt-BR': 'O que do bloco ou de x está diferente depois da sua função? Nada deveria.',
      },
    },
    async ({ evaluate }) => {
      const x = random('input').uniform([2, 5, 5, 4], -1, 1);
      const result = await evaluate(
        ({ ResidualBlock, tf }, { x }) => {
          const block = new ResidualBlock(4);
          const weights = () => block.parameters().map((parameter) => [...parameter.read().data].join());
          const [before, input] = [weights(), x as tf.Tensor4D];
          block.call(input).dispose();
          const tensors = tf.memory().numTensors;
          block.call(input).dispose();
          return {
            same: weights().join() === before.join(),
            training: block.modules().every((module) => module.training),
            created: tf.memory().numTensors - tensors,
            x,
          };
        },
        { x },
      );
      expect(result).to.be.an('object').that.includes({ same: true, training: true, created: 0 });
      expect(result).to.have.property('x').that.equalTensor(x);
    },
  );
});

/** A block that is drawn: its sizes, the seed of its weights and images, and the images' shape. */
interface DrawnBlock {
  channels: number;
  inChannels: number | undefined;
  stride: number;
  seed: number;
  shape: number[];
}

/**
 * The reference computes on the same engine and the same device: what is right differs by rounding alone, and only where
 * it adds in another order (6e-8 for each float32; PyTorch's kernels differ by more, hence the fixtures' own tolerances).
 */
const SAME_ENGINE = { relative: 1e-6 };

interface Logits {
  logits: ReturnType<typeof tensor>;
  tolerance: Tolerance;
}

// canary: cnn-hidden-44d9ba16866a
