import { tidyScope } from '../scope';
import { Transform, type SplitIndex } from './transform';

/** What a pipeline takes as a step: a transform, its class, or a plain function of one value. */
export type TransformLike = Transform | (new () => Transform) | ((x: never) => unknown);

/** What a pipeline can be made from. Nothing, or an empty list, is the identity. */
export type PipelineSteps = Pipeline | TransformLike | readonly TransformLike[] | null | undefined;

/**
 * Transforms that run one after the other, sorted by their `order` (steps of the same order as they are listed).
 *
 * @example
 * const toPixels = new Pipeline([new ToTensor(), new Resize(192, 'squish')]); // Resize runs first
 * toPixels.call(tuple(image, 'cat')); // tuple(TensorImage [192, 192, 3], 'cat')
 */
export class Pipeline {
  readonly transforms: readonly Transform[];

  /** @param splitIdx which part of the data this pipeline is for, see `forSplit` */
  constructor(
    steps: PipelineSteps,
    readonly splitIdx: SplitIndex = null,
  ) {
    this.transforms = steps instanceof Pipeline ? steps.transforms : asTransforms(steps);
  }

  /** Passes a value, or a tuple of values, through every transform. Tensors made on the way are freed. */
  call(x: unknown): unknown {
    return tidyScope(() =>
      this.transforms.reduce((value, transform) => transform.call(value, this.splitIdx), x),
    );
  }

  /** The same transforms for the training set (0) or the validation set (1). */
  forSplit(splitIdx: SplitIndex): Pipeline {
    return new Pipeline(this, splitIdx);
  }
}

function asTransforms(steps: Exclude<PipelineSteps, Pipeline>): Transform[] {
  const list = Array.isArray(steps) ? steps : steps ? [steps] : [];
  return list.map(asTransform).sort((a, b) => a.order - b.order);
}

function asTransform(step: TransformLike): Transform {
  if (step instanceof Transform) return step;
  if (isTransformClass(step)) return new step();
  if (typeof step === 'function') return new Transform(step);
  throw new TypeError(`A step of a Pipeline is a Transform or a function, got ${String(step)}.`);
}

function isTransformClass(step: unknown): step is new () => Transform {
  return typeof step === 'function' && step.prototype instanceof Transform;
}
