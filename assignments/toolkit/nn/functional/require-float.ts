import type * as tf from '@tensorflow/tfjs-core';

/** Throws unless `x` is float32: some devices would read the bits of whole numbers as if they were others. */
export function requireFloat(operation: string, x: tf.Tensor): void {
  if (x.dtype === 'float32') return;
  throw new Error(
    `${operation} expects a tensor of dtype float32, got ${x.dtype}: ` +
      'convert images with IntToFloatTensor, other numbers with toFloat().',
  );
}
