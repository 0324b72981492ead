import { defaultDevice, type Device } from '../device/index';
import type { Batch, SimpleDataLoader } from './data-loader';
import { SimpleDataLoaders } from './data-loaders';
import type { LabelToTensor } from './label-to-tensor';
import type { Split } from './splitters';
import { Pipeline, type PipelineSteps } from './transform';
import type { Tuple } from './tuple';

/** A pair of x and y. */
type Pair = Tuple<[unknown, unknown]>;

/** How a data set is read: the parts of an ImageClassDataBlock. */
export interface DataBlockOptions<Item> {
  /** From the place of the data (a folder) to the list of its items (files). */
  getItems?(source: string): readonly Item[];
  /** Which items are for training and which for validation. */
  splitter?(items: readonly Item[]): Split;
  /** The input of an item, such as its image. May return a promise. */
  getX(item: Item): unknown;
  /** The label of an item, such as `'cat'`. */
  getY(item: Item): string;
  /** Applied to each pair (x, y). */
  itemTfms?: PipelineSteps;
  /** Applied to each batch (X, Y). */
  batchTfms?: PipelineSteps;
  /** Turns one item into its pair: the function that students write. */
  transform?(block: ImageClassDataBlock<Item>, item: Item, labelToTensor: LabelToTensor): Promise<Pair>;
  /** Makes one batch: the other function that students write. */
  getBatchAt?(loader: SimpleDataLoader<Item>, index: number): Promise<Batch>;
}

/** Settings of `ImageClassDataBlock.dataloaders`. */
export interface DataLoadersOptions<Item = unknown> {
  /** Items in a batch; the last one may be shorter. */
  batchSize?: number;
  /** Where batches are delivered. */
  device?: Device;
  /** Decides the orders in which the training set is visited. */
  seed?: number;
  /** Told at the start of each pass which items it will read, in order: to have them ready in time. */
  onPass?(items: readonly Item[]): void;
}

/**
 * A plan for a data set of images and their classes: where items come from, how they are split, read and
 * transformed. It holds no data; `dataloaders` applies the plan to a folder.
 *
 * @example
 * const block = new ImageClassDataBlock({
 *   getItems: getImageFiles,
 *   splitter: GrandparentSplitter(),
 *   getX: PILImage.create,
 *   getY: parentLabel,
 *   itemTfms: [new Resize(192, 'squish'), new ToTensor()],
 *   batchTfms: [new IntToFloatTensor(), ...augTransforms()],
 *   transform,
 *   getBatchAt,
 * });
 * const loaders = block.dataloaders('cats_vs_dogs', { batchSize: 64 });
 */
export class ImageClassDataBlock<Item = unknown> {
  readonly #options: DataBlockOptions<Item>;
  readonly #itemPipeline: Pipeline;
  /** What is done to each batch (X, Y). */
  readonly batchPipeline: Pipeline;

  constructor(options: DataBlockOptions<Item>) {
    this.#options = options;
    this.#itemPipeline = new Pipeline(options.itemTfms);
    this.batchPipeline = new Pipeline(options.batchTfms);
  }

  /** The list of items in the place `source`. */
  getItems(source: string): readonly Item[] {
    return required(this.#options.getItems, 'getItems')(source);
  }

  /** Positions of the items to train on, and of those to validate with. */
  splitter(items: readonly Item[]): Split {
    return required(this.#options.splitter, 'splitter')(items);
  }

  /**
   * The input of an item, such as its image; `await` it, since reading a file takes a while.
   *
   * @throws what the block's own `getX` throws, such as PILImage.create for a damaged file
   */
  async getX(item: Item): Promise<unknown> {
    return this.#options.getX(item);
  }

  /** The label of an item. */
  getY(item: Item): string {
    return this.#options.getY(item);
  }

  /**
   * Passes a pair through the item transforms: an ItemTransform gets it whole, any other transform gets x and y
   * one by one. A plain array `[x, y]` would be taken for one value.
   *
   * @example block.itemTfms(tuple(image, label)); // tuple(TensorImage [192, 192, 3], label)
   */
  itemTfms(pair: Pair): Pair {
    return this.#itemPipeline.call(pair) as Pair;
  }

  /** One item as the pair (x, y), made by the `transform` that the block was given. */
  async transform(item: Item, labelToTensor: LabelToTensor): Promise<Pair> {
    return required(this.#options.transform, 'transform')(this, item, labelToTensor);
  }

  /** Loaders of the training and the validation set in the place `source`. */
  dataloaders(source: string, options: DataLoadersOptions<Item> = {}): SimpleDataLoaders<Item> {
    const { batchSize = 64, device = defaultDevice(), seed = 0, onPass } = options;
    const getBatchAt = required(this.#options.getBatchAt, 'getBatchAt');
    return new SimpleDataLoaders({
      block: this,
      source,
      getBatchAt,
      batchSize,
      device,
      seed,
      onPass,
    });
  }
}

function required<T>(part: T | undefined, name: string): T {
  if (part !== undefined) return part;
  throw new Error(
    `This ImageClassDataBlock was made without '${name}'. Pass it to the constructor to use it.`,
  );
}
