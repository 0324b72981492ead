import { expect, suite, tensor } from 'boletim/suite';
import type * as tf from '@tensorflow/tfjs-core';

import type { Lab } from '../../../assignments/cnn/lab';

suite<Lab>('get-batch-at', ({ test, random }) => {
  // Lists, shapes, batch sizes and places that are drawn for this run, short last batches among them. x and y of an
  // item have different shapes and dtypes, and the loader delivers to either device.
  test(
    'drawn-batches',
    {
      title: { en: 'stacks drawn items, from drawn places', 'pt-BR': 'empilha itens e lugares sorteados' },
      hint: {
        en: 'Try other list lengths, batch sizes and places than the public tests, a short last batch among them.',
        'pt-BR':
          'Tente outros comprimentos de lista, tamanhos de lote e posições que os dos testes públicos, incluindo um último lote curto.',
      },
    },
    async ({ evaluate, reference }) => {
      const load = ({ SimpleDataLoader, tuple, to, defaultDevice, otherDevice }: Lab, list: DrawnList) => {
        const { xs, ys, index, batchSize, toOther } = list;
        const loader = new SimpleDataLoader({
          items: xs.map((x, i) => ({ x, y: ys[i]! })),
          transform: (item) => tuple(to(item.x, otherDevice), to(item.y, otherDevice)),
          batchTfms: ([x, y]) => tuple(x.mul(2), y),
          batchSize,
          device: toOther ? otherDevice : defaultDevice(),
        });
        return loader.getBatchAt(index) as Promise<Pair>;
      };
      const draw = random('batches');
      for (let round = 0; round < 6; round++) {
        const length = draw.int(4, 9);
        const shape = [draw.int(1, 3), draw.int(1, 4), 3].slice(draw.int(0, 2));
        const xs = Array.from({ length }, () => draw.uniform(shape, -1, 1));
        const ys = Array.from({ length }, () => tensor('int32', [2], [draw.int(0, 9), draw.int(0, 9)]));
        // The last two rounds are cut short by the end of the list.
        const index = round < 4 ? draw.int(0, length - 3) : length - draw.int(1, 2);
        const batchSize = round < 4 ? draw.int(1, 3) : draw.int(3, 70);
        const list = { xs, ys, index, batchSize, toOther: round % 2 === 0 };
        const [x, y] = expectPair(await evaluate(load, list));
        const [wantedX, wantedY] = await reference(load, list);
        const where = `length=${length},index=${index},batchSize=${batchSize}`;
        expect(x, `X(${where})`).to.equalTensor(wantedX);
        expect(y, `Y(${where})`).to.equalTensor(wantedY);
      }
    },
  );

  // Batch transforms are expensive: that is what the device is for. They get a pair that is there already.
  test(
    'device-before-transforms',
    {
      title: {
        en: 'moves the batch before the batch transforms',
        'pt-BR': 'move o lote antes das transformações do lote',
      },
      hint: {
        en: "The batch transforms get one pair, once, and it is on the loader's device by then.",
        'pt-BR': 'As transformações do lote recebem um par, uma vez, que já está no dispositivo do loader.',
      },
    },
    async ({ evaluate }) => {
      for (const toOther of [false, true]) {
        const result = await evaluate(
          async (
            { SimpleDataLoader, tuple, isTuple, to, placesOf, defaultDevice, otherDevice },
            { items, toOther },
          ) => {
            const seen: unknown[] = [];
            const device = toOther ? otherDevice : defaultDevice();
            const loader = new SimpleDataLoader({
              items,
              transform: (item) => tuple(to(item, otherDevice), to(item, otherDevice)),
              batchTfms: (batch) => {
                seen.push({ pair: isTuple(batch), places: placesOf(batch, device) });
                return batch;
              },
              batchSize: 2,
              device,
            });
            await loader.getBatchAt(0);
            return { seen, wanted: [{ pair: true, places: [true, true] }] };
          },
          { items: [1, 2, 3].map((number) => tensor('float32', [1], [number])), toOther },
        );
        expect(result, { en: 'the result', 'pt-BR': 'o resultado' }).to.be.an('object');
        const { seen, wanted } = result as Record<string, unknown>;
        expect(seen, 'batchTfms').to.deep.equal(wanted);
      }
    },
  );

  // A transform for images recognises them by their class, which has to survive the stacking and the moving.
  test(
    'image-class',
    {
      title: {
        en: 'keeps the class of images, and gives it to nothing else',
        'pt-BR': 'mantém a classe das imagens, e não a dá a mais nada',
      },
      hint: {
        en: 'Transforms know images by their class: which of your steps lose it?',
        'pt-BR': 'As transformações reconhecem imagens pela classe: quais dos seus passos a perdem?',
      },
    },
    async ({ evaluate, reference }) => {
      const load = (
        { SimpleDataLoader, Pipeline, Transform, TensorImage, dispatch, when, tuple, to, ...lab }: Lab,
        { pixels }: { pixels: tf.Tensor },
      ) => {
        const image = TensorImage.from(to(pixels, lab.otherDevice));
        const loader = new SimpleDataLoader({
          items: [0, 1, 2],
          transform: () => tuple(image, pixels),
          batchTfms: new Pipeline(new Transform(dispatch(when(TensorImage, (x) => x.mul(2))))),
          batchSize: 2,
          device: lab.defaultDevice(),
        });
        return loader.getBatchAt(0) as Promise<Pair>;
      };
      const given = { pixels: random('pixels').uniform([4, 5, 3], 0, 255) };
      const [x, y] = expectPair(await evaluate(load, given));
      const [wantedX, wantedY] = await reference(load, given);
      expect(x, 'X').to.equalTensor(wantedX);
      expect(y, 'Y').to.equalTensor(wantedY);
    },
  );

  // A list can be a whole dataset: only the batch's own items are read, each once, and the list stays as it is.
  test(
    'reads-only-its-items',
    {
      title: {
        en: 'transforms each item of the batch once and no other',
        'pt-BR': 'transforma cada item do lote uma vez e nenhum outro',
      },
      hint: {
        en: 'Which items are read for one batch, how often, and is loader.items the same afterwards?',
        'pt-BR': 'Que itens são lidos para um lote, quantas vezes, e loader.items continua igual depois?',
      },
    },
    async ({ evaluate }) => {
      const draw = random('items');
      const index = draw.int(1, 5);
      const batchSize = draw.int(2, 4);
      const result = await evaluate(
        async ({ SimpleDataLoader, tuple, defaultDevice }, { index, batchSize, x }) => {
          const items = Array.from({ length: 12 }, (_, place) => place);
          const read: number[] = [];
          const loader = new SimpleDataLoader({
            items,
            transform: async (item) => {
              read.push(item);
              // Later items are ready earlier: the order of the batch is that of the list all the same.
              await new Promise((resolve) => setTimeout(resolve, 12 - item));
              return tuple(x.add(item), x);
            },
            batchSize,
            device: defaultDevice(),
          });
          const [first] = await loader.getBatchAt(index);
          return { read: read.sort((a, b) => a - b), items, x: first };
        },
        { index, batchSize, x: tensor('float32', [], [0]) },
      );
      const wanted = Array.from({ length: batchSize }, (_, i) => index + i);
      expect(result).to.have.property('read').that.deep.equals(wanted);
      expect(result)
        .to.have.property('x')
        .that.equalTensor(tensor('float32', [batchSize], wanted));
      const items = Array.from({ length: 12 }, (_, place) => place);
      expect(result).to.have.property('items').that.deep.equals(items);
    },
  );

  // The same label tensor is in the pair of every cat. Whoever frees it with one batch takes it from the next.
  test(
    'shared-tensors',
    {
      title: {
        en: 'leaves the tensors of the items to those who made them',
        'pt-BR': 'deixa os tensores dos itens para quem os criou',
      },
      hint: {
        en: 'Items may share tensors, such as that of a label: what is freed with one batch is missing in the next.',
        'pt-BR':
          'Itens podem compartilhar tensores, como o de um rótulo: o que é liberado num lote falta no próximo.',
      },
    },
    async ({ evaluate }) => {
      const [x, label] = [random('shared x').uniform([2]), random('shared label').uniform([3])];
      const result = await evaluate(
        async ({ SimpleDataLoader, tuple, defaultDevice }, { x, label }) => {
          const loader = new SimpleDataLoader({
            items: [0, 1, 2],
            transform: () => tuple(x, label),
            batchSize: 2,
            device: defaultDevice(),
          });
          await loader.getBatchAt(0);
          return [x, label].map(({ isDisposed }) => isDisposed);
        },
        { x, label },
      );
      expect(result, 'isDisposed').to.deep.equal([false, false]);
    },
  );

  // What training does: one batch after the other, every item once. And nothing may be left behind, or the memory of
  // the device is full after some hundred batches.
  test(
    'whole-pass',
    {
      title: {
        en: 'delivers every item once in a whole pass, and leaves no tensor behind',
        'pt-BR': 'entrega cada item uma vez numa passada inteira, sem deixar tensores para trás',
      },
      hint: {
        en: 'Go through a whole list batch by batch: is every item there once, and does the number of tensors in memory stay the same?',
        'pt-BR':
          'Percorra uma lista inteira lote a lote: cada item aparece uma vez, e o número de tensores na memória fica igual?',
      },
    },
    async ({ evaluate }) => {
      const items = Array.from({ length: 7 }, (_, i) => random(`item ${i}`).uniform([2], -1, 1));
      const result = await evaluate(
        async ({ SimpleDataLoader, tuple, to, tf, defaultDevice, otherDevice }, { items }) => {
          const loader = new SimpleDataLoader({
            items,
            transform: (item) => tuple(to(item, otherDevice), item.mul(-1)),
            batchTfms: ([x, y]) => tuple(x.mul(2), y),
            batchSize: 3,
            device: defaultDevice(),
          });
          const before = tf.memory().numTensors;
          const batches: number[][][] = [];
          for await (const [x, y] of loader) {
            batches.push([await x.array(), await y.array()] as number[][]);
            tf.dispose([x, y]);
          }
          return { batches, left: tf.memory().numTensors - before };
        },
        { items },
      );
      const rows = items.map(({ data }) => [...data]);
      const wanted = [0, 3, 6].map((from) => [
        rows.slice(from, from + 3).map((row) => row.map((value) => value * 2)),
        rows.slice(from, from + 3).map((row) => row.map((value) => -value)),
      ]);
      expect(result).to.deep.equal({ batches: wanted, left: 0 });
    },
  );
});

/** Items that are drawn, and which of them the loader is asked for. */
interface DrawnList {
  xs: tf.Tensor[];
  ys: tf.Tensor[];
  index: number;
  batchSize: number;
  toOther: boolean;
}

type Pair = readonly [tf.Tensor, tf.Tensor];

/** What `getBatchAt` returns is a pair. */
function expectPair(value: unknown): unknown[] {
  expect(value, 'getBatchAt(…)').to.be.an('array').with.lengthOf(2);
  return value as unknown[];
}

// canary: cnn-hidden-3c376774dacc
