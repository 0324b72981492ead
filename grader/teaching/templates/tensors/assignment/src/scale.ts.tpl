import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * A tensor times a number.
 *
 * @param x float32, any shape
 * @param factor a finite number
 * @returns float32, the shape of x
 */
export function scale(x: Tensor, factor: number): Tensor {
  // TODO: write this function; tensors have methods such as x.mul(y).
  void [x, factor];
  throw new Error('NotImplemented');
}
