import { expect, suite, tensor, type PlainTensor, type Tolerance } from 'boletim/suite';

import type { Lab } from '../lab';

/** Question 2: from a list of items to one batch of it. */
suite<Lab>('get-batch-at', ({ test, penalty, inputPath, expected }) => {
  // As simple as it gets: the items are numbers, and an item's pair is the number twice. Four items and a batch
  // size of four make one batch, with a new first dimension of length 4.
  test(
    'stacks-the-items',
    {
      title: {
        en: 'stacks the x of all items, and the y',
        'pt-BR': 'empilha os x de todos os itens, e os y',
      },
      hint: {
        en: 'Print the pairs, and the shape of what you make of their halves.',
        'pt-BR': 'Imprima os pares, e a forma do que você faz com as metades deles.',
      },
    },
    async ({ evaluate }) => {
      const batch = await evaluate(
        ({ SimpleDataLoader, tuple, defaultDevice }, { items }) => {
          const transform = (item: (typeof items)[number]) => tuple(item, item);
          const loader = new SimpleDataLoader({ items, transform, batchSize: 4, device: defaultDevice() });
          return loader.getBatchAt(0);
        },
        { items: [8, 7, 3, 19].map((number) => tensor('int32', [], [number])) },
      );
      const [x, y] = expectPair(batch);
      expect(x, 'X').to.equalTensor(tensor('int32', [4], [8, 7, 3, 19]));
      expect(y, 'Y').to.equalTensor(tensor('int32', [4], [8, 7, 3, 19]));
    },
  );

  // The items are on one device, the loader delivers to another: the one that computes, as a GPU does. Both halves
  // of the batch have to be there.
  test(
    'on-the-device',
    {
      title: {
        en: "delivers the batch on the loader's device",
        'pt-BR': 'entrega o lote no dispositivo do loader',
      },
      hint: {
        en: 'deviceOf(tensor) tells where a tensor is: print it for X and for Y.',
        'pt-BR': 'deviceOf(tensor) diz onde um tensor está: imprima para X e para Y.',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(
        async ({ SimpleDataLoader, tuple, to, placesOf, defaultDevice, otherDevice }, { items }) => {
          const transform = (item: (typeof items)[number]) =>
            tuple(to(item, otherDevice), to(item, otherDevice));
          const loader = new SimpleDataLoader({ items, transform, batchSize: 4, device: defaultDevice() });
          const batch = await loader.getBatchAt(0);
          return { batch, places: placesOf(batch, defaultDevice()) };
        },
        { items: [8, 7, 3, 19].map((number) => tensor('int32', [], [number])) },
      );
      expect(result, { en: 'the result', 'pt-BR': 'o resultado' }).to.be.an('object');
      const { batch, places } = result as Record<string, unknown>;
      const [x, y] = expectPair(batch);
      expect(places, ON_THE_DEVICE).to.deep.equal([true, true]);
      expect(x, 'X').to.equalTensor(tensor('int32', [4], [8, 7, 3, 19]));
      expect(y, 'Y').to.equalTensor(tensor('int32', [4], [8, 7, 3, 19]));
    },
  );

  // The index is an item's place in the list. With a batch size of 2, index 2 means the items at 2 and 3, and not
  // the batch number 2, which would begin at item 4; three more items stay behind. Here y is half of x, rounded down.
  test(
    'starts-at-the-item',
    {
      title: {
        en: 'starts at the item with the given index, and ends after batchSize of them',
        'pt-BR': 'começa no item com o índice dado, e termina depois de batchSize deles',
      },
      hint: {
        en: 'Print index, loader.batchSize and the list of items that you take.',
        'pt-BR': 'Imprima index, loader.batchSize e a lista de itens que você pega.',
      },
    },
    async ({ evaluate }) => {
      const batch = await evaluate(
        ({ SimpleDataLoader, tuple, defaultDevice }, { items, two }) => {
          const transform = (item: (typeof items)[number]) => tuple(item, item.floorDiv(two));
          const loader = new SimpleDataLoader({ items, transform, batchSize: 2, device: defaultDevice() });
          return loader.getBatchAt(2);
        },
        { items: [...ITEMS, ...ITEMS.slice(0, 3)], two: tensor('int32', [], [2]) },
      );
      const [x, y] = expectPair(batch);
      expect(x, 'X').to.equalTensor(tensor('int32', [2, 2], [3, 2, 19, 23]));
      expect(y, 'Y').to.equalTensor(tensor('int32', [2, 2], [1, 1, 9, 11]));
    },
  );

  // Batch transforms come last and get the whole batch as one pair. The last item alone is a batch of one; asked
  // for three from there, the loader has one left, and the batch is short.
  test(
    'transforms-the-batch',
    {
      title: {
        en: 'applies the batch transforms, to a short last batch as well',
        'pt-BR': 'aplica as transformações do lote, também a um último lote curto',
      },
      hint: {
        en: 'Print X before and after loader.batchTfms, and how many items there are at the end of the list.',
        'pt-BR': 'Imprima X antes e depois de loader.batchTfms, e quantos itens há no fim da lista.',
      },
    },
    async ({ evaluate }) => {
      for (const batchSize of [1, 3]) {
        const batch = await evaluate(
          ({ SimpleDataLoader, tuple, defaultDevice }, { items, batchSize, one, two }) => {
            const loader = new SimpleDataLoader({
              items,
              transform: (item) => tuple(item, item),
              batchTfms: ([x, y]) => tuple(x.add(one), y.add(two)),
              batchSize,
              device: defaultDevice(),
            });
            return loader.getBatchAt(3);
          },
          { items: ITEMS, batchSize, one: tensor('int32', [], [1]), two: tensor('int32', [], [2]) },
        );
        const [x, y] = expectPair(batch);
        expect(x, `X(batchSize=${batchSize})`).to.equalTensor(tensor('int32', [1, 2], [20, 24]));
        expect(y, `Y(batchSize=${batchSize})`).to.equalTensor(tensor('int32', [1, 2], [21, 25]));
      }
    },
  );

  // For real: two photographs, each from its path, as one batch that a network can take. The batch transforms turn
  // the pixels into numbers around 0. They know which half are pixels by its class, TensorImage, so that the labels
  // stay as they are; given a list instead of a pair they would find no pixels at all. Every 24th pixel of every
  // 24th row is compared with PyTorch's.
  test(
    'photographs',
    {
      title: { en: 'makes a batch of two photographs', 'pt-BR': 'faz um lote de duas fotografias' },
      hint: {
        en: 'Print the class and the dtype of X before and after loader.batchTfms.',
        'pt-BR': 'Imprima a classe e o dtype de X antes e depois de loader.batchTfms.',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(
        async (
          {
            SimpleDataLoader,
            watchedBatchTfms,
            PILImage,
            Pipeline,
            parentLabel,
            tuple,
            normalize,
            defaultDevice,
            ...toolkit
          },
          { items, labels },
        ) => {
          const itemTfms = new Pipeline([new toolkit.Resize(192, 'squish'), new toolkit.ToTensor()]);
          const watched = watchedBatchTfms(new Pipeline([new toolkit.IntToFloatTensor(), normalize]));
          const loader = new SimpleDataLoader({
            items,
            transform: async (item) =>
              tuple(
                itemTfms.call(await PILImage.create(item)),
                labels[parentLabel(item) as keyof typeof labels],
              ),
            batchTfms: watched.batchTfms,
            batchSize: 2,
            device: defaultDevice(),
          });
          return { batch: await loader.getBatchAt(0), given: watched.given() };
        },
        {
          items: [inputPath('photos/train/cat/chelsea.png'), inputPath('photos/train/rocket/launch.jpg')],
          labels: { cat: tensor('int32', [2], [1, 0]), rocket: tensor('int32', [2], [0, 1]) },
        },
      );
      expect(result, { en: 'the result', 'pt-BR': 'o resultado' }).to.be.an('object');
      const [x, y] = expectPair((result as Record<string, unknown>).batch);
      expect(x, 'X').to.be.a.tensor({ shape: [2, 192, 192, 3] });
      const { dtype } = x as PlainTensor;
      const grid = tensor(dtype, [2, 8, 8, 3], every24th(x as PlainTensor));
      const tolerance = expected<Tolerance>('batch-of-photographs', 'tolerance');
      expect(grid, 'X').to.be.closeToTensor(expected('batch-of-photographs', 'grid'), tolerance);
      expect(y, 'Y').to.equalTensor(tensor('int32', [2, 2], [1, 0, 0, 1]));
    },
  );

  // Half a point: the items are in host memory, and the batch has to leave it.
  penalty(
    'batch-off-device',
    {
      title: {
        en: "leaves the batch off the loader's device",
        'pt-BR': 'deixa o lote fora do dispositivo do loader',
      },
      hint: {
        en: 'deviceOf(tensor) tells where a tensor is; print it at the end of your function.',
        'pt-BR': 'deviceOf(tensor) diz onde um tensor está; imprima no fim da sua função.',
      },
    },
    async ({ evaluate }) => {
      const places = await evaluate(
        async ({ SimpleDataLoader, tuple, to, placesOf, defaultDevice, otherDevice }, { items }) => {
          const transform = (item: (typeof items)[number]) =>
            tuple(to(item, otherDevice), to(item, otherDevice));
          const loader = new SimpleDataLoader({ items, transform, batchSize: 2, device: defaultDevice() });
          const batch = await loader.getBatchAt(0);
          return placesOf(batch, defaultDevice());
        },
        { items: ITEMS },
      );
      expect(places, ON_THE_DEVICE).to.deep.equal([true, true]);
    },
  );

  // A tenth of a point: this loader delivers to a device that is not the default one. Ask the loader, not the world.
  penalty(
    'global-device',
    {
      title: {
        en: "uses the default device instead of the loader's own",
        'pt-BR': 'usa o dispositivo padrão em vez do próprio loader',
      },
      hint: {
        en: 'Which device does this loader deliver to? It need not be the default one.',
        'pt-BR': 'A que dispositivo este loader entrega? Não precisa ser o padrão.',
      },
    },
    async ({ evaluate }) => {
      const places = await evaluate(
        async ({ SimpleDataLoader, tuple, to, placesOf, otherDevice }, { items }) => {
          const transform = (item: (typeof items)[number]) =>
            tuple(to(item, otherDevice), to(item, otherDevice));
          const loader = new SimpleDataLoader({ items, transform, batchSize: 2, device: otherDevice });
          const batch = await loader.getBatchAt(0);
          return placesOf(batch, otherDevice);
        },
        { items: ITEMS },
      );
      expect(places, ON_THE_DEVICE).to.deep.equal([true, true]);
    },
  );
});

const ON_THE_DEVICE = { en: 'X and Y are on loader.device', 'pt-BR': 'X e Y estão em loader.device' };

const ITEMS = [
  [8, 3],
  [7, 9],
  [3, 2],
  [19, 23],
].map((pair) => tensor('int32', [2], pair));

/** Every 24th pixel of every 24th row of images [2, 192, 192, 3]. */
function every24th({ data }: PlainTensor): number[] {
  const steps = [0, 1, 2, 3, 4, 5, 6, 7].map((step) => step * 24);
  const starts = [0, 1].flatMap((n) =>
    steps.flatMap((row) => steps.map((column) => (n * 192 + row) * 192 + column)),
  );
  return starts.flatMap((pixel) => [0, 1, 2].map((channel) => Number(data[pixel * 3 + channel])));
}

/** What `getBatchAt` returns is a pair. */
function expectPair(value: unknown): unknown[] {
  expect(value, 'getBatchAt(…)').to.be.an('array').with.lengthOf(2);
  return value as unknown[];
}
