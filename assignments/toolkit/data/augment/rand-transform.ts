import type * as tf from '@tensorflow/tfjs-core';

import { TensorImage } from '../tensor-image';
import { Transform, type SplitIndex } from '../transform';
import { isTuple } from '../tuple';

/** A Transform that draws random numbers once for each batch, and changes the TensorImages in it accordingly. */
export abstract class RandTransform<Draw> extends Transform {
  #drawn: Draw | undefined;

  /** Draws what a batch of `n` images needs. */
  protected abstract draw(n: number): Draw;

  /** Changes a batch [n, h, w, c] of float32 images of 0 … 1. */
  protected abstract augment(images: TensorImage<tf.Rank.R4>, drawn: Draw): tf.Tensor;

  override call(x: unknown, splitIdx: SplitIndex = null): unknown {
    // Drawing for validation batches would make the training depend on how often it is validated.
    if (splitIdx === 1) return x;
    const first = firstValue(x);
    if (!(first instanceof TensorImage)) return x;
    this.#drawn = this.draw(requireImages(first).shape[0]);
    return super.call(x, splitIdx);
  }

  override encodes(x: unknown): unknown {
    return x instanceof TensorImage ? this.augment(requireImages(x), this.#drawn as Draw) : x;
  }
}

function firstValue(x: unknown): unknown {
  if (isTuple(x)) return firstValue(x[0]);
  if (!Array.isArray(x)) return x;
  throw new TypeError('augTransforms got a list, which is one value. Pass the batch as tuple(X, Y).');
}

function requireImages(x: TensorImage): TensorImage<tf.Rank.R4> {
  if (x.rank === 4 && x.dtype === 'float32') return x as TensorImage<tf.Rank.R4>;
  throw new Error(
    `augTransforms takes float32 images [n, h, w, c] of 0 … 1, got ${x.dtype} [${x.shape.join(', ')}]. ` +
      'List IntToFloatTensor in the same pipeline, and pass a batch rather than one image.',
  );
}
