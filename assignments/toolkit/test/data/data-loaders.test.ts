import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import {
  augTransforms,
  deviceOf,
  getImageFiles,
  GrandparentSplitter,
  ImageClassDataBlock,
  IntToFloatTensor,
  parentLabel,
  PILImage,
  Resize,
  startDevice,
  TensorImage,
  ToTensor,
  type DataBlockOptions,
  type SimpleDataLoader,
} from '../../index';
import { expected, imagePath } from './fixtures';
import { getBatchAt, transform } from './reference-student';

/** A block whose items are names: upper case is for validation, x is a number, y the name's first letter. */
function blockOf(
  items: string[],
  options: Partial<DataBlockOptions<string>> = {},
): ImageClassDataBlock<string> {
  const isValid = (item: string) => item !== item.toLowerCase();
  const positions = (valid: boolean) => [...items.keys()].filter((i) => isValid(items[i]) === valid);
  return new ImageClassDataBlock<string>({
    getItems: () => items,
    splitter: () => [positions(false), positions(true)],
    getX: (item) => tf.scalar(item.length),
    getY: (item) => item[0].toLowerCase(),
    transform,
    getBatchAt,
    ...options,
  });
}

/** The items of one pass, in the order in which they were read. */
async function itemsOf(loader: SimpleDataLoader<string>, read: string[]): Promise<string> {
  read.length = 0;
  for await (const batch of loader) tf.dispose([...batch]);
  return read.join('');
}

describe('SimpleDataLoaders', () => {
  before(() => startDevice('wasm'));

  it('give the training set its classes, sorted, as one-hot float32 tensors in host memory', () => {
    const loaders = blockOf(['dog', 'cat', 'bird', 'cow', 'Dog']).dataloaders('data');
    expect(loaders.labels).to.deep.equal(['b', 'c', 'd']);
    const tensors = [...loaders.labelToTensor];
    expect(tensors.map(([label, t]) => [label, t.dtype, deviceOf(t), t.arraySync()])).to.deep.equal([
      ['b', 'float32', 'cpu', [1, 0, 0]],
      ['c', 'float32', 'cpu', [0, 1, 0]],
      ['d', 'float32', 'cpu', [0, 0, 1]],
    ]);
    loaders.dispose();
  });

  it('split the items and keep the order of those for validation', () => {
    const loaders = blockOf(['ab', 'Aa', 'ac', 'Ab', 'ad']).dataloaders('data', { batchSize: 2 });
    expect([...loaders.train.items].sort()).to.deep.equal(['ab', 'ac', 'ad']);
    expect(loaders.valid.items).to.deep.equal(['Aa', 'Ab']);
    expect([loaders.train.length, loaders.valid.length]).to.deep.equal([2, 1]);
    loaders.dispose();
  });

  it('visit the training set in a new order each pass, as NumPy shuffles it, and validation always in one', async () => {
    const numpy = expected<{ seed: number; orders: string[] }>('data-passes');
    const items = [...'abcdefghijk', ...'KJA'];
    const read: string[] = [];
    const getX = (item: string) => (read.push(item), tf.scalar(1));
    const loaders = blockOf(items, { getX }).dataloaders('data', { batchSize: 4, seed: numpy.seed });
    expect(loaders.train.items.join('')).to.equal(numpy.orders[0]);
    for (const order of numpy.orders) {
      expect(await itemsOf(loaders.train, read)).to.equal(order);
      expect(await itemsOf(loaders.valid, read)).to.equal('KJA');
    }
    loaders.dispose();
  });

  it('draw other orders with another seed, and the same with the same', () => {
    const items = [...'abcdefghijk'];
    const orders = [1, 2, 1].map((seed) => blockOf(items).dataloaders('data', { seed }).train.items.join(''));
    expect(orders[0]).to.equal(orders[2]).and.not.to.equal(orders[1]);
    expect(items.join('')).to.equal('abcdefghijk');
  });

  it('say which label the training set lacks', () => {
    expect(() => blockOf(['cat', 'dog', 'Bird', 'Cat']).dataloaders('data')).to.throw(
      'labels that the training set lacks: b. The network can only learn c, d',
    );
  });

  it('say that there is nothing to train on', () => {
    expect(() => blockOf(['Cat']).dataloaders('data')).to.throw('no items to train on');
  });

  it('keep their labels when a tidy around them ends, and free them on dispose', () => {
    const before = tf.memory().numTensors;
    const items = ['cat', 'dog'];
    let loaders = blockOf(items).dataloaders('data');
    loaders.dispose();
    tf.tidy(() => {
      loaders = blockOf(items).dataloaders('data');
    });
    expect(loaders.labelToTensor.get('c')!.isDisposed).to.equal(false);
    loaders.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });
});

describe('SimpleDataLoaders of a folder of images', () => {
  before(() => startDevice('wasm'));

  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'loaders-'));
    const files = {
      'train/cat': '420.jpg',
      'train/dog': 'rgba.png',
      'valid/cat': 'grey.png',
      'valid/dog': '444.jpg',
    };
    for (const [place, file] of Object.entries(files)) {
      mkdirSync(path.join(folder, place), { recursive: true });
      copyFileSync(imagePath(file), path.join(folder, place, file));
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  const block = new ImageClassDataBlock({
    getItems: getImageFiles,
    splitter: GrandparentSplitter(),
    getX: PILImage.create,
    getY: parentLabel,
    itemTfms: [new Resize(16, 'squish'), new ToTensor()],
    batchTfms: [new IntToFloatTensor(), ...augTransforms({ maxLighting: 0.9, pLighting: 1 })],
    transform,
    getBatchAt,
  });

  it('read, squish and deliver images and labels, and leave nothing behind', async () => {
    const before = tf.memory().numTensors;
    const loaders = block.dataloaders(folder, { device: 'wasm' });
    for await (const [x, y] of loaders.train) {
      expect(x).to.be.instanceOf(TensorImage);
      expect([x.dtype, x.shape, y.shape]).to.deep.equal(['float32', [2, 16, 16, 3], [2, 2]]);
      expect([deviceOf(x), deviceOf(y)]).to.deep.equal(['wasm', 'wasm']);
      tf.dispose([x, y]);
    }
    loaders.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('augment training batches, light included, and leave validation batches as they are', async () => {
    const loaders = block.dataloaders(folder, { device: 'cpu' });
    const [train, valid] = await Promise.all(
      [loaders.train, loaders.valid].map(async (loader) => {
        const [[a], [b]] = [await loader.getBatchAt(0), await loader.getBatchAt(0)];
        return [...a.dataSync(), ...b.dataSync()];
      }),
    );
    const half = valid.length / 2;
    expect(valid.slice(0, half)).to.deep.equal(valid.slice(half));
    expect(train.slice(0, half)).not.to.deep.equal(train.slice(half));
    // Whole bytes divided by 255 are what is left of an image that nobody touched.
    expect(valid.every((value) => Math.abs(value * 255 - Math.round(value * 255)) < 1e-4)).to.equal(true);
    loaders.dispose();
  });
});
