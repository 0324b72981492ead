import * as tf from '@tensorflow/tfjs-core';

import { deviceOf, onDevice } from '../device/index';
import { TensorImage } from './tensor-image';
import { dispatch, Transform, when } from './transform';

/**
 * Brings each channel of TensorImages [n, h, w, c] to the mean and deviation that a network was trained with:
 * `(x - mean) / std`. Runs last in a pipeline, on values of 0 … 1; leaves everything else unchanged.
 */
export class Normalize extends Transform {
  override readonly order = 99;

  /**
   * @param mean one number for each channel
   * @param std one number for each channel
   */
  constructor(mean: readonly number[], std: readonly number[]) {
    if (mean.length === 0 || mean.length !== std.length || std.includes(0)) {
      throw new RangeError(
        `Normalize needs a mean and a std other than 0 for each channel, got [${mean}] and [${std}].`,
      );
    }
    super(dispatch(when(TensorImage, (image) => normalize(image, mean, std))));
  }

  /** @example Normalize.fromStats([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]) // ImageNet's */
  static fromStats(mean: readonly number[], std: readonly number[]): Normalize {
    return new Normalize(mean, std);
  }
}

function normalize(image: TensorImage, mean: readonly number[], std: readonly number[]): tf.Tensor {
  const channels = image.shape.at(-1);
  if (channels !== mean.length) {
    throw new Error(
      `Normalize has statistics of ${mean.length} channels, the image [${image.shape}] has ${channels}.`,
    );
  }
  return onDevice(deviceOf(image), () =>
    tf.div(tf.sub(image, tf.tensor1d([...mean])), tf.tensor1d([...std])),
  );
}
