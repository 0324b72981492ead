import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import {
  deviceOf,
  onDevice,
  Pipeline,
  SimpleDataLoader,
  startDevice,
  tuple,
  type Batch,
  type DataLoaderOptions,
} from '../../index';
import { getBatchAt } from './reference-student';

/** A loader of numbers: x is the number, y its double, both scalars in host memory. */
function loaderOf(
  numbers: number[],
  options: Partial<DataLoaderOptions<number>> = {},
): SimpleDataLoader<number> {
  const transform = (n: number) => onDevice('cpu', () => tuple(tf.scalar(n), tf.scalar(2 * n)));
  return new SimpleDataLoader({
    items: numbers,
    transform,
    batchSize: 2,
    device: 'wasm',
    getBatchAt,
    ...options,
  });
}

async function passOver(loader: SimpleDataLoader<number>): Promise<number[][]> {
  const seen: number[][] = [];
  for await (const [x, y] of loader) {
    seen.push([...x.dataSync()]);
    tf.dispose([x, y]);
  }
  return seen;
}

describe('SimpleDataLoader', () => {
  before(() => startDevice('wasm'));

  const lengths: [items: number, batchSize: number, length: number][] = [
    [0, 2, 0],
    [1, 2, 1],
    [4, 2, 2],
    [5, 2, 3],
    [5, 64, 1],
  ];
  for (const [items, batchSize, length] of lengths) {
    it(`has ${length} batches for ${items} items by ${batchSize}`, async () => {
      const loader = loaderOf([...Array(items).keys()], { batchSize });
      expect(loader.length).to.equal(length);
      expect((await passOver(loader)).length).to.equal(length);
    });
  }

  it('delivers every item once, in order, the last batch short, and the same in each pass', async () => {
    const loader = loaderOf([1, 2, 3, 4, 5]);
    expect(await passOver(loader)).to.deep.equal([[1, 2], [3, 4], [5]]);
    expect(await passOver(loader)).to.deep.equal([[1, 2], [3, 4], [5]]);
  });

  it('asks for items in a new order for each pass when told how', async () => {
    const orders = [
      [3, 2, 1],
      [2, 1, 3],
    ];
    const loader = loaderOf([1, 2, 3], { reorder: () => orders.shift()! });
    expect(await passOver(loader)).to.deep.equal([[3, 2], [1]]);
    expect(await passOver(loader)).to.deep.equal([[2, 1], [3]]);
    expect(loader.items).to.deep.equal([1, 2, 3]);
  });

  it('reads no further than it is asked to', async () => {
    const read: number[] = [];
    const transform = (n: number) => (read.push(n), tuple(tf.scalar(n), tf.scalar(n)));
    for await (const batch of loaderOf([1, 2, 3, 4, 5, 6], { transform })) {
      tf.dispose([...batch]);
      if (read.length > 2) break;
    }
    expect(read).to.deep.equal([1, 2, 3, 4]);
  });

  it('delivers on its own device, whatever the default one is', async () => {
    for (const device of ['cpu', 'wasm'] as const) {
      const batch = await loaderOf([1, 2], { device }).getBatchAt(0);
      expect(batch.map(deviceOf)).to.deep.equal([device, device]);
      tf.dispose([...batch]);
    }
  });

  it('gives a function the batch whole, and a pipeline its values', async () => {
    const sum = ([x, y]: Batch) => tuple(tf.add(x, y), y);
    const both = new Pipeline((x: tf.Tensor) => tf.add(x, 1));
    const [a, b] = [
      await loaderOf([5], { batchTfms: sum }).getBatchAt(0),
      await loaderOf([5], { batchTfms: both }).getBatchAt(0),
    ];
    expect([...a, ...b].map((t) => t.dataSync()[0])).to.deep.equal([15, 10, 6, 11]);
    tf.dispose([...a, ...b]);
  });

  it('leaves behind nothing but the batch', async () => {
    const before = tf.memory().numTensors;
    const batch = await loaderOf([1, 2, 3]).getBatchAt(0);
    expect(tf.memory().numTensors).to.equal(before + 2);
    tf.dispose([...batch]);
    await passOver(loaderOf([1, 2, 3]));
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('leaves nothing behind when an item cannot be read', async () => {
    const before = tf.memory().numTensors;
    const transform = (n: number) => {
      if (n === 2) throw new Error('item 2 is damaged');
      return tuple(tf.scalar(n), tf.scalar(n));
    };
    const error = await loaderOf([1, 2], { transform })
      .getBatchAt(0)
      .catch((e: Error) => e.message);
    expect(error).to.equal('item 2 is damaged');
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('makes batches that are asked for at the same time one after the other', async () => {
    const before = tf.memory().numTensors;
    const loader = loaderOf([1, 2, 3, 4], {
      transform: async (n) => {
        const x = tf.scalar(n);
        await new Promise((resolve) => setTimeout(resolve, 5 - n));
        return tuple(x, x);
      },
    });
    const batches = await Promise.all([loader.getBatchAt(0), loader.getBatchAt(2), loader.getBatchAt(1)]);
    expect(batches.map(([x]) => [...x.dataSync()])).to.deep.equal([
      [1, 2],
      [3, 4],
      [2, 3],
    ]);
    tf.dispose(batches.flat());
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('does not free items that are tensors themselves', async () => {
    const items = [tf.scalar(8), tf.scalar(7)];
    const loader = new SimpleDataLoader({
      items,
      transform: (t) => tuple(t, t),
      batchSize: 2,
      device: 'cpu',
      getBatchAt,
    });
    const batch = await loader.getBatchAt(0);
    expect(items.some((item) => item.isDisposed)).to.equal(false);
    tf.dispose([...items, ...batch]);
  });

  it('says so when getBatchAt asks the loader for the batch that it should make', async () => {
    const loader = loaderOf([1, 2], { getBatchAt: (self, index) => self.getBatchAt(index) });
    const error = await loader.getBatchAt(0).catch((e: Error) => e.message);
    expect(error).to.equal('getBatchAt was called by itself: make the batch from the items.');
    const next = await loaderOf([1]).getBatchAt(0);
    tf.dispose([...next]);
  });

  it('says that it was made without getBatchAt', () => {
    const loader = new SimpleDataLoader({ items: [1], transform: tf.scalar, batchSize: 1, device: 'wasm' });
    expect(() => loader.getBatchAt(0)).to.throw("without 'getBatchAt'");
  });

  for (const batchSize of [0, -1, 1.5, NaN]) {
    it(`refuses a batch size of ${batchSize}`, () => {
      expect(() => loaderOf([1], { batchSize })).to.throw(RangeError, `at least 1; got ${batchSize}`);
    });
  }
});
