import type * as tf from '@tensorflow/tfjs-core';

import { deviceOf, onDevice, type Device } from '../../device';
import type { Matrix3 } from './matrix3';
import { sampleOnDevice } from './sample-on-device';
import { sampleOnHost } from './sample-on-host';

/**
 * Draws each image anew: the pixel (x, y) of a result gets the colour found where its matrix maps (x, y, 1) to,
 * blended from the four pixels around. Beyond the border the image is mirrored without repeating the border.
 * With normalised coordinates this is PyTorch's `grid_sample(bilinear, reflection, align_corners=True)`.
 *
 * @param images [n, h, w, c], float32
 * @param matrices one for each image, on homogeneous pixel coordinates
 * @returns [n, h, w, c], on the device of `images`
 */
export function gridSample(images: tf.Tensor4D, matrices: readonly Matrix3[]): tf.Tensor4D {
  const device = deviceOf(images);
  const sample = IN_HOST_MEMORY.has(device) ? sampleOnHost : sampleOnDevice;
  return onDevice(device, () => sample(images, matrices));
}

/** Here one loop over plain arrays is some twenty times as fast as the same thing composed of tensor operations. */
const IN_HOST_MEMORY: ReadonlySet<Device> = new Set(['cpu', 'wasm'] as const);
