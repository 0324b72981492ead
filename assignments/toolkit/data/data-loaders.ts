import * as tf from '@tensorflow/tfjs-core';

import { onDevice, type Device } from '../device/index';
import { Generator, numpyShuffle } from '../random/index';
import type { DataBlock } from './data-block-parts';
import type { LabelToTensor } from './label-to-tensor';
import { SimpleDataLoader, type GetBatchAt } from './data-loader';

/** What SimpleDataLoaders are made of. */
export interface SimpleDataLoadersOptions<Item> {
  block: DataBlock<Item>;
  /** The place of the data, for the block's `getItems`. */
  source: string;
  getBatchAt: GetBatchAt<Item>;
  batchSize: number;
  device: Device;
  seed: number;
  /** Told at the start of each pass of either loader which items it will read, in order. */
  onPass?: ((items: readonly Item[]) => void) | undefined;
}

/**
 * The loaders of a training set and of a validation set. Only training data is augmented, and it is visited in
 * a new order at each pass; the seed decides all the orders.
 *
 * (The notebook's shuffles once, without a seed, and passes validation batches through the augmentation too.)
 */
export class SimpleDataLoaders<Item = unknown> {
  readonly train: SimpleDataLoader<Item>;
  readonly valid: SimpleDataLoader<Item>;
  /** The classes of the training set, sorted. */
  readonly labels: readonly string[];
  /** From a label to its one-hot float32 tensor [classes], in host memory. */
  readonly labelToTensor: LabelToTensor;

  constructor(options: SimpleDataLoadersOptions<Item>) {
    const { block, source, getBatchAt, batchSize, device, seed, onPass } = options;
    const items = block.getItems(source);
    const [train, valid] = block.splitter(items).map((indices) => indices.map((index) => items[index]));
    if (train.length === 0) throw new Error(nothingToTrainOn(items.length, source));
    this.labels = labelsOf(train, block);
    requireKnownLabels(valid, block, this.labels);
    this.labelToTensor = oneHot(this.labels);
    const transform = (item: Item) => block.transform(item, this.labelToTensor);
    const shared = {
      transform,
      getBatchAt,
      batchSize,
      device,
      ...(onPass ? { onPass } : {}),
    };
    const { first, reorder } = shuffler(train, seed);
    const [forTrain, forValid] = [block.batchPipeline.forSplit(0), block.batchPipeline.forSplit(1)];
    this.train = new SimpleDataLoader({ ...shared, items: first, batchTfms: forTrain, reorder });
    this.valid = new SimpleDataLoader({ ...shared, items: valid, batchTfms: forValid });
  }

  /** Frees the label tensors. The loaders cannot be used after that. */
  dispose(): void {
    tf.dispose([...this.labelToTensor.values()]);
  }
}

function nothingToTrainOn(found: number, source: string): string {
  return (
    `There are no items to train on: ${found} were found in ${source}, and the splitter chose none of them. ` +
    'Check the folder and the splitter.'
  );
}

function labelsOf<Item>(items: readonly Item[], block: DataBlock<Item>): string[] {
  return [...new Set(items.map((item) => block.getY(item)))].sort();
}

function requireKnownLabels<Item>(
  valid: readonly Item[],
  block: DataBlock<Item>,
  labels: readonly string[],
): void {
  const unknown = labelsOf(valid, block).filter((label) => !labels.includes(label));
  if (unknown.length === 0) return;
  throw new Error(
    `The validation set has labels that the training set lacks: ${unknown.join(', ')}. ` +
      `The network can only learn ${labels.join(', ')}: add training items or change the splitter.`,
  );
}

function oneHot(labels: readonly string[]): LabelToTensor {
  return onDevice('cpu', () => {
    const vectors = labels.map((_, hot) => tf.keep(tf.tensor1d(labels.map((_, i) => (i === hot ? 1 : 0)))));
    return new Map(labels.map((label, i) => [label, vectors[i]]));
  });
}

/** Hands out a new order for each pass, as a NumPy generator does that is seeded once and shuffles in place. */
function shuffler<Item>(items: readonly Item[], seed: number): { first: Item[]; reorder: () => Item[] } {
  const generator = new Generator(seed);
  const next = [...items];
  const reorder = () => {
    const order = [...next];
    numpyShuffle(next, generator);
    return order;
  };
  numpyShuffle(next, generator);
  return { first: [...next], reorder };
}
