import * as tf from '@tensorflow/tfjs-core';

import { loadChainedOps } from './chained-ops';
import { loadGradientsWhenNeeded } from './gradients';
import { engineOf, engines, type Device, type DeviceOptions } from './engines/index';

let current: Device | undefined;
const started = new Map<Device, Promise<void>>();

/**
 * Makes a device ready and the default: new tensors are created there, and so are models.
 * `cpu` is always started beside it, because images are decoded into host memory.
 *
 * @param name a device, or `'auto'` for the best one that starts
 * @returns the device that was started
 * @throws Error naming what is missing and what to do about it
 *
 * @example const device = await startDevice('auto');
 */
export async function startDevice(name: Device | 'auto', options: DeviceOptions = {}): Promise<Device> {
  loadChainedOps();
  loadGradientsWhenNeeded();
  await startOnce('cpu', options);
  const device = name === 'auto' ? await startBest(options) : name;
  await startOnce(device, options);
  await tf.setBackend(device);
  current = device;
  return device;
}

/** A device may look complete and not start, such as a library that needs a newer system: then the next will do. */
async function startBest(options: DeviceOptions): Promise<Device> {
  for (const { name, probe } of engines) {
    const { available } = await probe(options);
    if (
      available &&
      (await startOnce(name, options).then(
        () => true,
        () => false,
      ))
    )
      return name;
  }
  return 'cpu';
}

/** The best device that this machine has: `cuda if available else cpu`, in PyTorch's words. */
export async function bestDevice(): Promise<Device> {
  for (const engine of engines) {
    if ((await engine.probe()).available) return engine.name;
  }
  return 'cpu';
}

/** The device that `startDevice` made the default; throws an Error when none was started. */
export function defaultDevice(): Device {
  if (current) return current;
  throw new Error("No device has been started. Call `await startDevice('auto')` first.");
}

/** True when tensors may be created on `device` or moved to it. */
export function isStarted(device: Device): boolean {
  return started.has(device) && Boolean(tf.findBackend(device));
}

function startOnce(device: Device, options: DeviceOptions): Promise<void> {
  const known = started.get(device);
  if (known) return known;
  const starting = startEngine(device, options);
  started.set(device, starting);
  starting.catch(() => started.delete(device));
  return starting;
}

async function startEngine(device: Device, options: DeviceOptions): Promise<void> {
  const engine = engineOf(device);
  const { available, reason, advice } = await engine.probe(options);
  if (!available) throw new Error(`Device '${device}' is not available: ${reason}. ${advice}`.trimEnd());
  try {
    await engine.start(options);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Device '${device}' did not start: ${why}`, { cause });
  }
}
