import * as tf from '@tensorflow/tfjs-core';

import { isStarted } from './device';
import { whoFreed } from './disposals';
import type { Device } from './backends/index';
import { describeStranger } from './not-a-tensor';

/** The device that holds the data of `x`, whatever the default device is. */
export function deviceOf(x: tf.Tensor): Device {
  const engine = tf.engine();
  const backend = engine.state.tensorInfo.get(x.dataId)?.backend;
  for (const [name, candidate] of Object.entries(engine.registry)) {
    if (candidate === backend) return name as Device;
  }
  throw new Error(`This tensor holds no data: it was ${whoFreed(x)}.`);
}

/**
 * `x` on `device`, as `x.to(device)` is in PyTorch: the same tensor when it is already there, else a copy.
 * The copy keeps the class (a TensorImage stays one), shape and dtype; it is not part of a gradient.
 *
 * @throws Error when the device was not started, and TypeError for what is no tensor
 */
export function to<T extends tf.Tensor>(x: T, device: Device): T {
  requireTensor(x, device);
  if (deviceOf(x) === device) return x;
  requireStarted(device);
  const copy = tf.engine().makeTensor(x.dataSync(), x.shape, x.dtype, tf.findBackend(device));
  // A copy of a variable is a plain tensor: it cannot be assigned to.
  const isVariable = x instanceof tf.Variable;
  Object.setPrototypeOf(copy, isVariable ? tf.Tensor.prototype : Object.getPrototypeOf(x));
  return copy as T;
}

/**
 * Runs `fn` with `device` as the one that computes, then restores the one before, even when `fn` throws.
 * Tensors of other devices that `fn` uses move there: pass copies made with `to` when they must stay.
 *
 * @param fn synchronous; a promise would finish after the device is switched back
 */
export function onDevice<R>(device: Device, fn: () => R): R {
  requireStarted(device);
  const before = tf.getBackend();
  if (before === device) return fn();
  // The switch happens before `setBackend` returns when the backend is initialised, as it is here.
  void tf.setBackend(device);
  try {
    return fn();
  } finally {
    void tf.setBackend(before);
  }
}

function requireTensor(x: unknown, device: unknown): void {
  if (x instanceof tf.Tensor) return;
  if (device instanceof tf.Tensor)
    throw new TypeError('The arguments of to() are swapped: the tensor comes first, then the device.');
  throw new TypeError(`to() moves one tensor; it was given ${describeStranger(x)}.`);
}

function requireStarted(device: Device): void {
  if (!isStarted(device))
    throw new Error(`Device '${device}' is not started: await startDevice('${device}') first.`);
}
