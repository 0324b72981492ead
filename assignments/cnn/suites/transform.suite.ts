import { createHash } from 'node:crypto';

import { expect, PlainTensor, suite, tensor } from 'boletim/suite';
import type * as tf from '@tensorflow/tfjs-core';

import type { Lab } from '../lab';

/**
 * Question 1: from one item to its pair of tensors.
 *
 * How to read a test: `evaluate` runs its function beside your code and brings the result here, where `expect`
 * compares it. The function's first parameter is the lab (the toolkit, with your functions in their places), the
 * second is what is passed after it. `watchedTransform` runs your function and notes what it asks the block for, so
 * that a wrong answer can be explained; only the pair counts.
 */
suite<Lab>('transform', ({ test, inputPath, expected }) => {
  // The simplest block there is. The item is its own x and its own label, and the item transform is a constant:
  // whatever it is given, it returns 7. A pair is transformed value by value, so both x and y become 7. If you pass
  // a list instead of a pair, the constant is asked only once, and what comes back is no pair.
  test(
    'constant-for-both',
    {
      title: {
        en: 'applies a plain transform to x and to y',
        'pt-BR': 'aplica uma transformação simples a x e a y',
      },
      hint: {
        en: 'A plain transform is applied to each half of a pair: see in the handout how pairs and lists differ.',
        'pt-BR':
          'Uma transformação simples é aplicada a cada metade de um par: veja no enunciado como pares e listas diferem.',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(
        ({ ImageClassDataBlock, watchedTransform }, { seven, nineteen }) => {
          const block = new ImageClassDataBlock({
            getX: (item: string) => item,
            getY: (item) => item,
            itemTfms: () => seven,
          });
          return watchedTransform(block, 'ok', new Map([['ok', nineteen]]));
        },
        { seven: tensor('int32', [], [7]), nineteen: tensor('int32', [1], [19]) },
      );
      const [x, y] = expectPair(result);
      expect(x, 'x').to.equalTensor(tensor('int32', [], [7]));
      expect(y, 'y').to.equalTensor(tensor('int32', [], [7]));
    },
  );

  // An ItemTransform sees x and y together and treats them differently: here x becomes 14 and y doubles. That only
  // works when y is the label's tensor by then, and when both arrive in one pair.
  test(
    'pair-as-a-whole',
    {
      title: {
        en: 'gives an item transform x and y together',
        'pt-BR': 'dá a uma transformação de item x e y juntos',
      },
      hint: {
        en: 'Print x and y as they are when block.itemTfms gets them.',
        'pt-BR': 'Imprima x e y como estão quando block.itemTfms os recebe.',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(
        ({ ImageClassDataBlock, ItemTransform, watchedTransform, tf }, { fourteen, nineteen }) => {
          class Strange extends ItemTransform {
            #spoiled = false;
            override encodes(xy: unknown) {
              const [, y] = Array.isArray(xy) ? (xy as unknown[]) : [];
              this.#spoiled ||= !(y instanceof tf.Tensor);
              return [fourteen, this.#spoiled ? 'y instanceof tf.Tensor: false' : (y as tf.Tensor).mul(2)];
            }
          }
          const block = new ImageClassDataBlock({
            getX: (item: string) => item,
            getY: (item) => item,
            itemTfms: new Strange(),
          });
          return watchedTransform(block, 'ok', new Map([['ok', nineteen]]));
        },
        { fourteen: tensor('int32', [], [14]), nineteen: tensor('float32', [1], [19]) },
      );
      const [x, y] = expectPair(result);
      expect(x, 'x').to.equalTensor(tensor('int32', [], [14]));
      expect(y, 'y').to.equalTensor(tensor('float32', [1], [38]));
    },
  );

  // Now for real: a photograph is read from disk, its label is the name of its folder, and the picture is squeezed
  // to 192 × 192 and turned into a tensor. The pixels are those of Python's Pillow, to the last bit: the first row
  // is compared number by number, all the others through a digest of their bytes.
  test(
    'photograph',
    {
      title: {
        en: 'reads, labels, resizes and converts a photograph',
        'pt-BR': 'lê, rotula, redimensiona e converte uma fotografia',
      },
      hint: {
        en: 'Print x after each step: what getX gives, and what comes out of block.itemTfms.',
        'pt-BR': 'Imprima x depois de cada passo: o que getX dá, e o que sai de block.itemTfms.',
      },
    },
    async ({ evaluate }) => {
      const result = await evaluate(
        (
          {
            ImageClassDataBlock,
            PILImage,
            parentLabel,
            Resize,
            ToTensor,
            IntToFloatTensor,
            watchedTransform,
          },
          { path, cat, rocket },
        ) => {
          const block = new ImageClassDataBlock({
            getX: (item: string) => PILImage.create(item),
            getY: parentLabel,
            itemTfms: [new Resize(192, 'squish'), new ToTensor()],
            batchTfms: [new IntToFloatTensor()],
          });
          const labelToTensor = new Map([
            ['cat', cat],
            ['rocket', rocket],
          ]);
          return watchedTransform(block, path, labelToTensor);
        },
        {
          path: inputPath('photos/train/cat/chelsea.png'),
          cat: tensor('float32', [2], [1, 0]),
          rocket: tensor('float32', [2], [0, 1]),
        },
      );
      const [x, y] = expectPair(result);
      expect(x, 'x').to.be.a.tensor({ shape: [192, 192, 3] });
      const { dtype, data } = x as PlainTensor;
      const firstRow = new PlainTensor(dtype, [1, 192, 3], data.slice(0, 192 * 3));
      expect(firstRow, { en: 'the first row of x', 'pt-BR': 'a primeira linha de x' }).to.equalTensor(
        expected('photograph', 'firstRow'),
      );
      const digest = createHash('sha256').update(Uint8Array.from(data)).digest('hex');
      expect(digest, { en: 'the digest of all pixels', 'pt-BR': 'o resumo de todos os pixels' }).to.equal(
        expected<string>('photograph', 'sha256'),
      );
      expect(y, 'y').to.equalTensor(tensor('float32', [2], [1, 0]));
    },
  );
});

/** What `transform` returns is a pair. */
function expectPair(result: unknown): unknown[] {
  expect(result, { en: 'the result', 'pt-BR': 'o resultado' }).to.be.an('object');
  const { pair } = result as Record<string, unknown>;
  expect(pair, 'transform(…)').to.be.an('array').with.lengthOf(2);
  return pair as unknown[];
}
