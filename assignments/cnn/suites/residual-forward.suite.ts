import { expect, suite, tensor, type Tolerance, type Trace } from 'boletim/suite';
import type * as tf from '@tensorflow/tfjs-core';

import type { Lab } from '../lab';

/** Question 3: the residual block, alone and inside a whole ResNet-18. */
suite<Lab>('residual-forward', ({ test, inputPath, expected, random }) => {
  // Does it fit together? A block with 32 channels takes a batch of three small images and gives back the same
  // shape: there is nothing to downsample.
  test(
    'same-shape',
    {
      title: {
        en: 'keeps the shape when nothing is downsampled',
        'pt-BR': 'mantém a forma quando nada é reduzido',
      },
      hint: {
        en: 'Print the shape after each layer: they all keep it here.',
        'pt-BR': 'Imprima a forma depois de cada camada: aqui todas a mantêm.',
      },
    },
    async ({ evaluate }) => {
      const y = await evaluate(({ ResidualBlock }, { x }) => new ResidualBlock(32).call(x as tf.Tensor4D), {
        x: random('same-shape').uniform([3, 7, 7, 32]),
      });
      expect(y).to.be.a.tensor({ dtype: 'float32', shape: [3, 7, 7, 32] });
    },
  );

  // This block doubles the channels and halves the height and the width. What goes around the two convolutions has
  // to change in the same way, or it cannot be added: that is what downsample is for.
  test(
    'new-shape',
    {
      title: { en: 'changes the shape with downsample', 'pt-BR': 'muda a forma com downsample' },
      hint: {
        en: 'Print the shapes of both lines of the drawing before they meet.',
        'pt-BR': 'Imprima as formas das duas linhas do desenho antes de se encontrarem.',
      },
    },
    async ({ evaluate }) => {
      const y = await evaluate(
        ({ ResidualBlock }, { x }) => new ResidualBlock(64, 32, 2).call(x as tf.Tensor4D),
        {
          x: random('new-shape').uniform([3, 8, 8, 32]),
        },
      );
      expect(y).to.be.a.tensor({ dtype: 'float32', shape: [3, 4, 4, 64] });
    },
  );

  // Now the numbers. A block with a single channel is small enough to follow by hand: here are all of its weights,
  // an image of 5 × 5 pixels, and in fixtures/cnn/expected/one-channel-block.json what PyTorch makes of them. The
  // block is in training mode, so the norms use the mean and the variance of this very image. The order of things
  // decides: with the last relu before the addition, the result is 3.5 away from what it should be; without the
  // shortcut, 2.7. Allowed is a millionth, which only the rounding of the last digits uses up.
  test(
    'one-channel-block',
    {
      title: {
        en: 'matches PyTorch on a block with one channel',
        'pt-BR': 'coincide com o PyTorch num bloco de um canal',
      },
      hint: {
        en: 'Go along the drawing with your finger, and along your lines with the other hand: each arrow is one step.',
        'pt-BR': 'Siga o desenho com um dedo, e suas linhas com a outra mão: cada seta é um passo.',
      },
    },
    async ({ evaluate }) => {
      const y = await evaluate(
        ({ ResidualBlock }, { weights, x }) => {
          const block = new ResidualBlock(1);
          block.loadStateDict(new Map(Object.entries(weights)));
          return block.call(x as tf.Tensor4D);
        },
        {
          weights: {
            'conv1.weight': tensor(
              'float32',
              [1, 1, 3, 3],
              [0.1038, 0.1669, -0.0433, 0.2729, 0.2088, 0.0134, -0.0115, -0.1043, -0.2675],
            ),
            'bn1.weight': tensor('float32', [1], [1]),
            'bn1.bias': tensor('float32', [1], [0]),
            'bn1.running_mean': tensor('float32', [1], [0]),
            'bn1.running_var': tensor('float32', [1], [1]),
            'conv2.weight': tensor(
              'float32',
              [1, 1, 3, 3],
              [0.308, -0.1464, 0.1728, -0.0989, 0.2278, 0.0424, -0.0991, -0.0931, 0.0043],
            ),
            'bn2.weight': tensor('float32', [1], [1]),
            'bn2.bias': tensor('float32', [1], [0]),
            'bn2.running_mean': tensor('float32', [1], [0]),
            'bn2.running_var': tensor('float32', [1], [1]),
          },
          x: tensor(
            'float32',
            [1, 5, 5, 1],
            [
              [-1.395, 0.8202, 0.1999, -0.0679, 0.4585],
              [1.7895, 0.8287, -2.35, 0.0324, -1.1553],
              [1.1633, 1.4155, 0.083, -0.7297, 0.9657],
              [-0.8818, 0.2879, -0.2637, -0.0935, 0.2247],
              [-1.039, -0.9874, -0.2633, -0.3821, 0.6705],
            ].flat(),
          ),
        },
      );
      const tolerance = expected<Tolerance>('one-channel-block', 'tolerance');
      expect(y).to.be.closeToTensor(expected('one-channel-block', 'output'), tolerance);
    },
  );

  // Eight of your blocks in a whole ResNet-18, on a photograph, in evaluation mode: 1000 numbers, one for each class
  // of ImageNet, compared with those of PyTorch's own ResNet-18. The weights are no trained ones, which nobody needs
  // for this: seed 5 draws the same 11.7 million numbers here and in PyTorch. Two programs add up in different
  // orders, so the last digits differ. PyTorch's own are known to about half a millionth of the size of the result;
  // allowed is 20 times that.
  test(
    'whole-network',
    {
      title: {
        en: "matches PyTorch's ResNet-18 on a photograph",
        'pt-BR': 'coincide com a ResNet-18 do PyTorch numa fotografia',
      },
      hint: {
        en: 'The block with one channel has no downsample and one norm like the other: what is different here?',
        'pt-BR':
          'O bloco de um canal não tem downsample, e suas normalizações são iguais: o que é diferente aqui?',
      },
    },
    async ({ evaluate }) => {
      const path = inputPath('photos/train/cat/chelsea.png');
      const logits = await evaluate(
        async ({ ResNet18, ResidualBlock, seededResNet18Weights, normalizedPhotograph, tf }, { path }) => {
          // A block that is not written yet says so here, before 11.7 million numbers are drawn.
          new ResidualBlock(1).call(tf.zeros([1, 2, 2, 1]));
          const model = new ResNet18(ResidualBlock);
          model.loadStateDict(seededResNet18Weights(5));
          model.eval();
          return model.call(await normalizedPhotograph(path));
        },
        { path },
      );
      // The same again, for who got it wrong: what came out of each block.
      const seen = () =>
        evaluate(
          async ({ ResNet18, ResidualBlock, seededResNet18Weights, normalizedPhotograph, tf }, { path }) => {
            const blocks: { shape: number[]; data: unknown }[] = [];
            class Traced extends ResidualBlock {
              override forward(x: tf.Tensor4D) {
                const y = super.forward(x);
                if (y instanceof tf.Tensor) blocks.push({ shape: y.shape, data: y.dataSync() });
                return y;
              }
            }
            const model = new ResNet18(Traced);
            model.loadStateDict(seededResNet18Weights(5));
            model.eval();
            model.call(await normalizedPhotograph(path));
            const names = [1, 2, 3, 4].flatMap((stage) => [`layer${stage}.0`, `layer${stage}.1`]);
            return Object.fromEntries(names.map((name, index) => [name, blocks[index]]));
          },
          { path },
        );
      const tolerance = expected<Tolerance>('whole-network', 'tolerance');
      expect(logits, { en: 'the logits', 'pt-BR': 'os logits' })
        .to.trace({ seen, right: expected<Trace>('whole-network-trace'), about: SPECIAL_BLOCKS })
        .closeToTensor(expected('whole-network', 'logits'), tolerance);
    },
  );
});

/** What is special about some blocks, for whoever has to find the first that is wrong. */
const SPECIAL_BLOCKS = {
  'layer1.0': { en: 'the very first block', 'pt-BR': 'o primeiro bloco de todos' },
  'layer2.0': {
    en: 'the first block with a downsample',
    'pt-BR': 'o primeiro bloco com downsample',
  },
};
