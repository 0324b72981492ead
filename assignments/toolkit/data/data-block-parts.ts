import type { LabelToTensor } from './label-to-tensor';
import type { Split } from './splitters';
import type { Pipeline } from './transform';
import type { Tuple } from './tuple';

/** What loaders need of a data block: where its items come from, and how one becomes tensors. */
export interface DataBlock<Item> {
  getItems(source: string): readonly Item[];
  splitter(items: readonly Item[]): Split;
  getY(item: Item): string;
  transform(item: Item, labelToTensor: LabelToTensor): Promise<Tuple>;
  readonly batchPipeline: Pipeline;
}
