import {
  stack,
  to,
  tuple,
  type Batch,
  type ImageClassDataBlock,
  type LabelToTensor,
  type SimpleDataLoader,
} from '../../index';

/** A correct answer to the question `transform`, for tests of what surrounds it. */
export async function transform<Item>(
  block: ImageClassDataBlock<Item>,
  item: Item,
  labelToTensor: LabelToTensor,
) {
  return block.itemTfms(tuple(await block.getX(item), labelToTensor.get(block.getY(item))));
}

/** A correct answer to the question `getBatchAt`. */
export async function getBatchAt<Item>(loader: SimpleDataLoader<Item>, index: number): Promise<Batch> {
  const items = loader.items.slice(index, index + loader.batchSize);
  const pairs = await Promise.all(items.map((item) => loader.transform(item)));
  const [x, y] = [stack(pairs.map((pair) => pair[0])), stack(pairs.map((pair) => pair[1]))];
  return loader.batchTfms(tuple(to(x, loader.device), to(y, loader.device)));
}
