import * as tf from '@tensorflow/tfjs-core';

import { deviceOf, describeStranger, onDevice, whoFreed } from '../device/index';
import { TensorImage } from './tensor-image';

/**
 * Puts tensors of one shape side by side along a new axis, as `torch.stack` does: n tensors [h, w, c] become
 * [n, h, w, c]. The result stays on the device of its inputs, and TensorImages stay a TensorImage.
 *
 * @param axis where the new axis goes
 * @throws Error when there is none, or when shapes, dtypes or devices differ
 *
 * @example const xs = stack([x0, x1, x2]);
 */
export function stack(tensors: readonly tf.Tensor[], axis = 0): tf.Tensor {
  requireAlike(tensors);
  const stacked = onDevice(deviceOf(tensors[0]), () => tf.stack([...tensors], axis));
  return tensors.every((tensor) => tensor instanceof TensorImage) ? TensorImage.from(stacked) : stacked;
}

function requireAlike(tensors: readonly tf.Tensor[]): void {
  if (!Array.isArray(tensors))
    throw new TypeError(`stack() takes a list of tensors; it was given ${describeStranger(tensors)}.`);
  if (tensors.length === 0)
    throw new Error(
      'stack() needs at least one tensor, got an empty list: are the items of the batch chosen, and awaited?',
    );
  const stranger = tensors.findIndex((tensor) => !(tensor instanceof tf.Tensor));
  if (stranger >= 0)
    throw new TypeError(
      `stack() takes tensors; element ${stranger} is not one: it is ${describeStranger(tensors[stranger])}.`,
    );
  const freed = tensors.findIndex((tensor) => tensor.isDisposed);
  if (freed >= 0)
    throw new Error(`stack() takes tensors; element ${freed} was ${whoFreed(tensors[freed]!)}.`);
  const first = describe(tensors[0]);
  const other = tensors.findIndex((tensor) => describe(tensor) !== first);
  if (other < 0) return;
  throw new Error(
    `stack() needs tensors that are alike: element 0 is ${first}, element ${other} is ${describe(tensors[other])}. ` +
      'Images of several sizes need a Resize first.',
  );
}

function describe(tensor: tf.Tensor): string {
  return `${tensor.dtype} [${tensor.shape.join(', ')}] on ${deviceOf(tensor)}`;
}
