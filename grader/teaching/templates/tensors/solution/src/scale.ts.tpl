import type { Tensor } from '@tensorflow/tfjs-core';

/** A tensor times a number. */
export function scale(x: Tensor, factor: number): Tensor {
  return x.mul(factor);
}
