export { dispatch, when, type Overload, type Type } from './dispatch';
export { ItemTransform } from './item-transform';
export { Pipeline, type PipelineSteps, type TransformLike } from './pipeline';
export { Transform, type SplitIndex } from './transform';
