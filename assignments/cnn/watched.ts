import * as tf from '@tensorflow/tfjs-core';
import * as toolkit from 'boletim/toolkit';

/** What a student's `transform` gave, and what it asked the block and the map for until then. */
export interface WatchedTransform {
  pair: unknown;
  /** In alphabetical order: right answers ask in different orders. */
  steps: string[];
}

/** Runs a block's `transform` and notes what it asks for: a wrong answer is understood by its steps. */
export async function watchedTransform<Item>(
  block: toolkit.ImageClassDataBlock<Item>,
  item: Item,
  labels: ReadonlyMap<string, tf.Tensor>,
): Promise<WatchedTransform> {
  const steps: string[] = [];
  let x: unknown = NOT_ASKED;
  const isItem = (given: unknown) => (given === item ? 'the item' : describe(given));
  const { getX, getY, itemTfms } = block;
  // As methods: who takes one off the block and calls it alone fails here as everywhere.
  Object.assign(block, {
    async getX(given: Item) {
      steps.push(`getX of ${isItem(given)}`);
      return (x = await getX.call(this, given));
    },
    getY(given: Item) {
      steps.push(`getY of ${isItem(given)}`);
      return getY.call(this, given);
    },
    itemTfms(pair: Parameters<typeof itemTfms>[0]) {
      steps.push(`itemTfms of ${describePair(pair, { x, y: labels.get(getY.call(block, item)) })}`);
      return itemTfms.call(this, pair);
    },
  } satisfies Partial<typeof block> & ThisType<typeof block>);
  const pair = await block.transform(item, new WatchedMap(labels, steps));
  return { pair, steps: [...steps].sort() };
}

const NOT_ASKED = Symbol('not asked');

class WatchedMap<V> extends Map<string, V> {
  #steps: string[];
  constructor(entries: Iterable<readonly [string, V]>, steps: string[]) {
    super(entries);
    this.#steps = steps;
  }
  override get(key: string): V | undefined {
    this.#steps.push(`labelToTensor.get, ${this.has(key) ? 'found' : `not found: ${describe(key)}`}`);
    return super.get(key);
  }
}

function describePair(pair: unknown, right: { x: unknown; y: unknown }): string {
  if (!Array.isArray(pair)) return describe(pair);
  const form = toolkit.isTuple(pair) ? 'a pair' : 'a list';
  const halves = pair.map((half) => (half === right.x ? 'x' : half === right.y ? 'y' : describe(half)));
  return `${form} of ${halves.join(' and ')}`;
}

function describe(value: unknown): string {
  if (value instanceof tf.Tensor) return `a tensor [${value.shape.join(', ')}]`;
  if (value instanceof Promise) return 'a promise';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
}

/** Batch transforms that note what they are given. */
export function watchedBatchTfms(pipeline: toolkit.Pipeline): {
  batchTfms(batch: toolkit.Batch): unknown;
  given(): string[];
} {
  const given: string[] = [];
  return {
    batchTfms(batch) {
      const halves = Array.isArray(batch) ? (batch as readonly unknown[]).map(classOf).join(' and ') : '';
      given.push(
        halves === '' ? describe(batch) : `${toolkit.isTuple(batch) ? 'a pair' : 'a list'} of ${halves}`,
      );
      return pipeline.call(batch);
    },
    given: () => given,
  };
}

function classOf(value: unknown): string {
  return value instanceof toolkit.TensorImage ? 'TensorImage' : describe(value);
}

/** What was done to a model besides what a test is about. */
export interface WatchedModel {
  /** Methods of the model that were called, once each, in alphabetical order. */
  called: string[];
  /** Properties of parameters and layers that nobody reads: a switch with another spelling, or in another place. */
  strangers: string[];
  training: boolean;
}

const WATCHED = ['stateDict', 'loadStateDict', 'train', 'eval'] as const;

/** Notes what happens to a model from now on; call what comes back to be told. */
export function watchedModel(model: toolkit.ResNet18): () => WatchedModel {
  const called = new Set<string>();
  for (const name of WATCHED) {
    const method = model[name] as (...parameters: unknown[]) => unknown;
    const note = (...parameters: unknown[]) => (called.add(name), method.apply(model, parameters));
    Object.defineProperty(model, name, { value: note, configurable: true, writable: true });
  }
  const before = new Map(partsOf(model).map((part) => [part, new Set(Object.keys(part))]));
  return () => ({
    called: [...called].sort(),
    strangers: [...new Set([...before].flatMap(([part, keys]) => strangersOf(part, keys)))].sort(),
    training: model.modules().every(({ training }) => training),
  });
}

function partsOf(model: toolkit.ResNet18): object[] {
  return [...model.modules(), ...model.parameters()];
}

function strangersOf(part: object, known: ReadonlySet<string>): string[] {
  const where = part instanceof toolkit.Module ? 'a layer' : 'a parameter';
  return (
    Object.keys(part)
      .filter((key) => !known.has(key))
      // Under what name nobody reads it is not what matters, unless it is another spelling.
      .map(
        (key) => `${/^requires_?grad_?$/i.test(key) ? 'requiresGrad misspelled' : 'something'} of ${where}`,
      )
  );
}

/** How large the numbers of a new layer with n inputs are: as PyTorch draws them, or in what way not. */
export function lookOf(parameter: toolkit.Parameter | null | undefined, n: number): string {
  if (!(parameter instanceof toolkit.Parameter)) return 'w = undefined';
  const sizes = Array.from(parameter.read().data as ArrayLike<number>, Math.abs);
  const [largest, bound] = [Math.max(...sizes), Math.fround(1 / Math.sqrt(n))];
  if (largest === 0) return 'w = 0';
  if (sizes.every((size) => size === largest)) return '|w| = c';
  if (largest > bound) return 'max |w| > 1 / √n';
  return largest < 0.95 * bound ? 'max |w| < 1 / √n' : 'max |w| = 1 / √n';
}

/** Whether two tensors have numbers in common, more than chance gives them. */
export function sharedBy(
  one: toolkit.Parameter | undefined,
  other: toolkit.Parameter | toolkit.TensorData | undefined,
): boolean {
  const [a, b] = [one, other].map((part) => (part instanceof toolkit.Parameter ? part.read() : part)?.data);
  return Array.from((a ?? []) as ArrayLike<number>).filter((value, i) => value === b?.[i]).length >= 10;
}
