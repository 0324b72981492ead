export { augTransforms, type AugmentOptions } from './augment';
export { ImageClassDataBlock, type DataBlockOptions, type DataLoadersOptions } from './data-block';
export { SimpleDataLoader, type Batch, type DataLoaderOptions, type GetBatchAt } from './data-loader';
export { SimpleDataLoaders, type SimpleDataLoadersOptions } from './data-loaders';
export { getImageFiles, getOtherImageFiles, parentLabel } from './image-files';
export { IntToFloatTensor } from './int-to-float-tensor';
export { loadDecoder } from './load-decoder';
export { Normalize } from './normalize';
export { PILImage } from './pil-image';
export { Resize, type ResizeMethod } from './resize';
export { GrandparentSplitter, RandomSplitter, type Split, type Splitter } from './splitters';
export { stack } from './stack';
export { TensorImage } from './tensor-image';
export { ToTensor } from './to-tensor';
export {
  dispatch,
  ItemTransform,
  Pipeline,
  Transform,
  when,
  type Overload,
  type PipelineSteps,
  type SplitIndex,
  type TransformLike,
  type Type,
} from './transform';
export { isTuple, tuple, type Tuple } from './tuple';
export type { LabelToTensor } from './label-to-tensor';
