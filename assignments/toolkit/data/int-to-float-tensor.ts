import * as tf from '@tensorflow/tfjs-core';

import { deviceOf, onDevice } from '../device/index';
import { TensorImage } from './tensor-image';
import { dispatch, Transform, when } from './transform';

/** Turns TensorImages of 0 … 255 into float32 of 0 … 1; leaves everything else unchanged, labels included. */
export class IntToFloatTensor extends Transform {
  override readonly order = 10;

  /** @param divisor the value that becomes 1 */
  constructor(divisor = 255) {
    super(dispatch(when(TensorImage, (image) => toFloat(image, divisor))));
  }
}

function toFloat(image: TensorImage, divisor: number): tf.Tensor {
  // A division rounds once; multiplying by 1/255 would differ in the last bit.
  return onDevice(deviceOf(image), () => tf.div(tf.cast(image, 'float32'), divisor));
}
