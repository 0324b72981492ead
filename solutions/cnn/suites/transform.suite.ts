import { expect, suite, tensor } from 'boletim/suite';
import type * as tf from '@tensorflow/tfjs-core';

import type { Lab } from '../../../assignments/cnn/lab';

suite<Lab>('transform', ({ test, inputPath, expected, random }) => {
  // Other files, another size, made smaller and larger, and three classes: nothing that a public test has shown.
  test(
    'other-photographs',
    {
      title: {
        en: 'reads and labels photographs of other sizes',
        'pt-BR': 'lê e rotula fotografias de outros tamanhos',
      },
      hint: {
        en: "Does every image go through the block's own getX and item transforms, whatever its size and label?",
        'pt-BR':
          'Toda imagem passa pelo getX e pelas transformações do próprio bloco, seja qual for seu tamanho e rótulo?',
      },
    },
    async ({ evaluate }) => {
      const paths = {
        cat: inputPath('photos/valid/cat/eyes.jpg'),
        rocket: inputPath('photos/valid/rocket/tower.jpg'),
        photos: inputPath('photos/coffee.jpg'),
      };
      const labels = random('photographs').uniform([3, 4]);
      const pairs = await evaluate(
        async ({ ImageClassDataBlock, PILImage, parentLabel, Resize, ToTensor }, { paths, labels }) => {
          const block = new ImageClassDataBlock({
            getX: (item: string) => PILImage.create(item),
            getY: parentLabel,
            // Listed the wrong way round: a pipeline sorts its steps.
            itemTfms: [new ToTensor(), new Resize([48, 64], 'squish')],
          });
          const rows = labels.unstack();
          const labelToTensor = new Map(Object.keys(paths).map((label, index) => [label, rows[index]!]));
          const pairs = [];
          for (const path of Object.values(paths)) pairs.push(await block.transform(path, labelToTensor));
          return pairs;
        },
        { paths, labels },
      );
      expect(pairs).to.be.an('array').with.lengthOf(3);
      Object.keys(paths).forEach((label, index) => {
        const [x, y] = expectPair((pairs as unknown[])[index]);
        expect(x, { en: `x of ${label}`, 'pt-BR': `x de ${label}` }).to.equalTensor(
          expected('other-photographs', label),
        );
        const row = tensor('float32', [4], labels.data.slice(index * 4, index * 4 + 4));
        expect(y, { en: `y of ${label}`, 'pt-BR': `y de ${label}` }).to.equalTensor(row);
      });
    },
  );

  // Numbers that are drawn for this run: x and y are mixed with each other, so both have to arrive, as one pair.
  test(
    'drawn-pair',
    {
      title: {
        en: 'passes drawn values through drawn transforms',
        'pt-BR': 'passa valores sorteados por transformações sorteadas',
      },
      hint: {
        en: 'x and y are mixed here: both must be ready when the item transforms see them, in one pair. What is done to whole batches is not done to an item.',
        'pt-BR':
          'Aqui x e y se misturam: ambos precisam estar prontos quando as transformações os veem, num só par. O que se faz com lotes inteiros não se faz com um item.',
      },
    },
    async ({ evaluate, reference }) => {
      const transform = (
        { ImageClassDataBlock, ItemTransform, tf }: Lab,
        { x, y, other, label, factor }: DrawnPair,
      ) => {
        class Mix extends ItemTransform {
          override encodes(xy: unknown) {
            const [x, y] = xy as (typeof other)[];
            return [tf.add(x!, y!), tf.sub(x!, y!)];
          }
        }
        const block = new ImageClassDataBlock({
          getX: (item: { x: typeof x }) => item.x,
          getY: () => label,
          itemTfms: [new Mix(), (value: typeof x) => value.mul(factor)],
          // Whole batches are transformed later, and not by this function.
          batchTfms: (value: typeof x) => value.mul(-1),
        });
        const labels = new Map([['another label', other]]).set(label, y);
        return block.transform({ x }, labels) as Promise<readonly [tf.Tensor, tf.Tensor]>;
      };
      const draw = random('pair');
      const values = () => draw.uniform([2, 3], -5, 5);
      const [label, factor] = [draw.pick(['yes', 'no', 'cat', '']), draw.int(2, 9)];
      const pair = { x: values(), y: values(), other: values(), label, factor };
      const [x, y] = expectPair(await evaluate(transform, pair));
      const [wantedX, wantedY] = await reference(transform, pair);
      expect(x, 'x').to.equalTensor(wantedX);
      expect(y, 'y').to.equalTensor(wantedY);
    },
  );

  // A block that counts. An item may be anything, and reading it may be expensive.
  test(
    'each-step-once',
    {
      title: {
        en: 'asks for x, y and the item transforms once each',
        'pt-BR': 'pede x, y e as transformações do item uma vez cada',
      },
      hint: {
        en: 'Count how often your function calls getX, getY and itemTfms for one item, and with what.',
        'pt-BR': 'Conte quantas vezes sua função chama getX, getY e itemTfms para um item, e com quê.',
      },
    },
    async ({ evaluate }) => {
      const calls = await evaluate(
        async ({ ImageClassDataBlock, isTuple, tf }, { y }) => {
          const calls: string[] = [];
          class Counting extends ImageClassDataBlock<unknown> {
            override async getX(given: unknown) {
              await new Promise((resolve) => setTimeout(resolve, 5));
              calls.push(given === item ? 'getX(item)' : 'getX(…)');
              return super.getX(given);
            }
            override getY(given: unknown) {
              calls.push(given === item ? 'getY(item)' : 'getY(…)');
              return super.getY(given);
            }
            override itemTfms(pair: Parameters<InstanceType<typeof ImageClassDataBlock>['itemTfms']>[0]) {
              const [x, label] = isTuple(pair) ? pair : [];
              // A clone of the label's tensor, which shares its data, will do as well.
              const isLabel = label instanceof tf.Tensor && label.dataId === y.dataId;
              calls.push(x === 'x' && isLabel ? 'itemTfms(tuple(x, y))' : 'itemTfms(…)');
              return super.itemTfms(pair);
            }
          }
          const item = { any: 'thing' };
          const block = new Counting({ getX: () => 'x', getY: () => 'label' });
          await block.transform(item, new Map([['label', y]]));
          return calls.sort();
        },
        { y: tensor('float32', [2], [1, 0]) },
      );
      expect(calls).to.deep.equal(['getX(item)', 'getY(item)', 'itemTfms(tuple(x, y))']);
    },
  );

  // The label tensors belong to the caller, who needs them for every other item as well.
  test(
    'labels-stay',
    {
      title: {
        en: 'leaves the label tensors and their map as they are',
        'pt-BR': 'deixa os tensores dos rótulos e seu mapa como estão',
      },
      hint: {
        en: 'The label tensors are lent to you, and used for the next item again: they must be neither changed nor freed.',
        'pt-BR':
          'Os tensores dos rótulos são emprestados, e usados de novo para o próximo item: não devem ser mudados nem liberados.',
      },
    },
    async ({ evaluate }) => {
      const labels = random('labels').uniform([2, 3]);
      const result = await evaluate(
        async ({ ImageClassDataBlock, tf }, { labels }) => {
          const [cat, rocket] = labels.unstack() as [typeof labels, typeof labels];
          const labelToTensor = new Map([
            ['cat', cat],
            ['rocket', rocket],
          ]);
          const block = new ImageClassDataBlock({ getX: (item: string) => item, getY: (item) => item });
          const before = tf.memory().numTensors;
          const [, first] = await block.transform('cat', labelToTensor);
          const [, y] = await block.transform('cat', labelToTensor);
          // What is given back is the caller's: two clones of the label are no more than that.
          const given = new Set([first, y].filter((label) => label instanceof tf.Tensor && label !== cat));
          return {
            y,
            labels: [...labelToTensor.keys()],
            same: labelToTensor.get('cat') === cat && labelToTensor.get('rocket') === rocket,
            tensors: [cat, rocket],
            created: tf.memory().numTensors - before - given.size,
          };
        },
        { labels },
      );
      const [cat, rocket] = [0, 3].map((from) => tensor('float32', [3], labels.data.slice(from, from + 3)));
      expect(result).to.be.an('object').that.includes({ same: true, created: 0 });
      expect(result).to.have.property('labels').that.deep.equals(['cat', 'rocket']);
      expect(result).to.have.property('y').that.equalTensor(cat!);
      expect(result).to.have.nested.property('tensors[0]').that.equalTensor(cat!);
      expect(result).to.have.nested.property('tensors[1]').that.equalTensor(rocket!);
    },
  );
});

interface DrawnPair {
  x: tf.Tensor;
  y: tf.Tensor;
  other: tf.Tensor;
  label: string;
  factor: number;
}

/** What `transform` returns is a pair. */
function expectPair(value: unknown): unknown[] {
  expect(value, 'transform(…)').to.be.an('array').with.lengthOf(2);
  return value as unknown[];
}

// canary: cnn-hidden-d07c56514cdc
