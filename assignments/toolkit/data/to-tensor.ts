import * as tf from '@tensorflow/tfjs-core';

import { onDevice } from '../device/index';
import { PILImage } from './pil-image';
import { TensorImage } from './tensor-image';
import { dispatch, Transform, when } from './transform';

/**
 * Turns a PILImage into a TensorImage [h, w, 3] of int32 values 0 … 255, in host memory (device `cpu`);
 * leaves everything else unchanged. PyTorch has [3, h, w] and uint8, a dtype that TensorFlow.js lacks.
 */
export class ToTensor extends Transform {
  override readonly order = 5;

  constructor() {
    super(dispatch(when(PILImage, toTensor)));
  }
}

function toTensor({ width, height, data }: PILImage): TensorImage<tf.Rank.R3> {
  const pixels = onDevice('cpu', () => tf.tensor3d(new Int32Array(data), [height, width, 3], 'int32'));
  return TensorImage.from(pixels);
}
