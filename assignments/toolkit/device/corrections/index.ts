import * as tf from '@tensorflow/tfjs-core';

import type { Device } from '../backends/backend';
import { onCpu } from './cures/on-cpu';
import { refusing } from './cures/refusal';
import { KERNELS } from './kernels';

export { correctOptimizers } from './optimizers';
export { correctGradients, GRADIENTS } from './gradients';
export { KERNELS } from './kernels';

/** Replaces a device's kernels by the table; once, after the device has its own. */
export function correctKernels(device: Device): void {
  if (corrected.has(device)) return;
  corrected.add(device);
  for (const { kernel, devices, cure } of KERNELS) {
    if (!devices.includes(device)) continue;
    register(kernel, device, cure(tf.getKernel(kernel, device)?.kernelFunc));
  }
  if (device !== 'cpu') bringMissing(device);
}

/** A second time would correct what is correct. */
const corrected = new Set<Device>();

/** What plain JavaScript has and this device lacks: computed there, or refused where numbers cannot be had at once. */
function bringMissing(device: Device): void {
  const known = new Set(Object.values(tf));
  for (const { kernelName } of tf.getKernelsForBackend('cpu')) {
    if (!known.has(kernelName as never) || tf.getKernel(kernelName, device)) continue;
    register(kernelName, device, device === 'webgpu' ? refusing(kernelName, device) : onCpu(kernelName));
  }
}

function register(kernelName: string, backendName: Device, kernelFunc: tf.KernelFunc): void {
  const own = tf.getKernel(kernelName, backendName);
  if (own) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({ ...own, kernelName, backendName, kernelFunc });
}
