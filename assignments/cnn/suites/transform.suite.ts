import { createHash } from 'node:crypto';

import { expect, suite, tensor, type PlainTensor } from 'boletim/suite';
import type * as tf from '@tensorflow/tfjs-core';

import type { Lab } from '../lab';

/**
 * Question 1: from one item to its pair of tensors.
 *
 * How to read a test: `evaluate` runs its function beside your code and brings the result here, where `expect`
 * compares it. The function's first parameter is the lab (the toolkit, with your functions in their places), the
 * second is what is passed after it.
 */
suite<Lab>('transform', ({ test, inputPath, expected }) => {
  // The simplest block there is. The item is its own x and its own label, and the item transform is a constant:
  // whatever it is given, it returns 7. A pair is transformed value by value, so both x and y become 7. If you pass
  // a list instead of a pair, the constant is asked only once, and what comes back is no pair.
  test(
    'constant-for-both',
    'applies a plain transform to x and to y',
    async ({ evaluate }) => {
      const pair = await evaluate(
        ({ ImageClassDataBlock }, { seven, nineteen }) => {
          const block = new ImageClassDataBlock({
            getX: (item: string) => item,
            getY: (item) => item,
            itemTfms: () => seven,
          });
          return block.transform('ok', new Map([['ok', nineteen]]));
        },
        { seven: tensor('int32', [], [7]), nineteen: tensor('int32', [1], [19]) },
      );
      const [x, y] = expectPair(pair);
      expect(x, 'x').to.equalTensor(tensor('int32', [], [7]));
      expect(y, 'y').to.equalTensor(tensor('int32', [], [7]));
    },
    { hint: 'Pass tuple(x, y) to block.itemTfms, once, and return what it gives.' },
  );

  // An ItemTransform sees x and y together and treats them differently: here x becomes 14 and y doubles. That only
  // works when y is the label's tensor by then, and when both arrive in one pair.
  test(
    'pair-as-a-whole',
    'gives an item transform x and y together',
    async ({ evaluate }) => {
      const pair = await evaluate(
        ({ ImageClassDataBlock, ItemTransform }, { fourteen, nineteen }) => {
          class Strange extends ItemTransform {
            override encodes(xy: unknown) {
              const [, y] = xy as [unknown, tf.Tensor];
              return [fourteen, y.mul(2)];
            }
          }
          const block = new ImageClassDataBlock({
            getX: (item: string) => item,
            getY: (item) => item,
            itemTfms: new Strange(),
          });
          return block.transform('ok', new Map([['ok', nineteen]]));
        },
        { fourteen: tensor('int32', [], [14]), nineteen: tensor('float32', [1], [19]) },
      );
      const [x, y] = expectPair(pair);
      expect(x, 'x').to.equalTensor(tensor('int32', [], [14]));
      expect(y, 'y').to.equalTensor(tensor('float32', [1], [38]));
    },
    { hint: "y is labelToTensor's tensor, not the label, before block.itemTfms sees it." },
  );

  // Now for real: a photograph is read from disk, its label is the name of its folder, and the picture is squeezed
  // to 192 × 192 and turned into a tensor. The pixels are those of Python's Pillow, to the last bit: the first row
  // is compared number by number, all the others through a digest of their bytes.
  test(
    'photograph',
    'reads, labels, resizes and converts a photograph',
    async ({ evaluate }) => {
      const pair = await evaluate(
        ({ ImageClassDataBlock, PILImage, parentLabel, Resize, ToTensor }, { path, cat, rocket }) => {
          const block = new ImageClassDataBlock({
            getX: (item: string) => PILImage.create(item),
            getY: parentLabel,
            itemTfms: [new Resize(192, 'squish'), new ToTensor()],
          });
          const labelToTensor = new Map([
            ['cat', cat],
            ['rocket', rocket],
          ]);
          return block.transform(path, labelToTensor);
        },
        {
          path: inputPath('photos/train/cat/chelsea.png'),
          cat: tensor('float32', [2], [1, 0]),
          rocket: tensor('float32', [2], [0, 1]),
        },
      );
      const [x, y] = expectPair(pair);
      expect(x, 'x').to.be.a.tensor({ dtype: 'int32', shape: [192, 192, 3] });
      const pixels = Uint8Array.from((x as PlainTensor).data);
      const firstRow = tensor('int32', [1, 192, 3], pixels.subarray(0, 192 * 3));
      expect(firstRow, 'the first row of x').to.equalTensor(expected('photograph', 'firstRow'));
      const digest = createHash('sha256').update(pixels).digest('hex');
      expect(digest, 'the digest of all pixels').to.equal(expected<string>('photograph', 'sha256'));
      expect(y, 'y').to.equalTensor(tensor('float32', [2], [1, 0]));
    },
    { hint: 'block.getX returns a promise: await it, so that the transforms get the image itself.' },
  );
});

/** What `transform` returns is a pair. */
function expectPair(value: unknown): unknown[] {
  expect(value, 'what transform returns').to.be.an('array').with.lengthOf(2);
  return value as unknown[];
}
