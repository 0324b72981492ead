import * as tf from '@tensorflow/tfjs-core';

import { loadChainedOps } from './chained-ops';
import { loadGradientsWhenNeeded } from './gradients';
import { watchDisposals } from './disposals';
import { explainPyTorchNames } from './pytorch-names';
import { showTensors } from './show-tensors';
import { backendOf, backends, type Device, type DeviceOptions, type Backend } from './backends/index';

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
  showTensors();
  watchDisposals();
  explainPyTorchNames();
  await startOnce('cpu', options);
  const device = name === 'auto' ? await startBest(options) : name;
  await startOnce(device, options);
  await tf.setBackend(device);
  current = device;
  return device;
}

/** A device may look complete and not start, such as a library that needs a newer system: then the next will do. */
async function startBest(options: DeviceOptions): Promise<Device> {
  const candidates = await fastestFirst(options);
  for (const backend of candidates) {
    if ((await starts(backend.name, options)) && !backend.isOutrun?.()) return backend.name;
  }
  return candidates.find(({ name }) => isStarted(name))?.name ?? 'cpu';
}

/** The backends that may start here: those without what makes them fast after all others but plain JavaScript. */
async function fastestFirst(options?: DeviceOptions): Promise<Backend[]> {
  const probed = await Promise.all(
    backends.map(async (backend) => ({ backend, ...(await backend.probe(options)) })),
  );
  const rank = ({ backend, isOutrun }: (typeof probed)[number]): number =>
    backend.name === 'cpu' ? 2 : isOutrun ? 1 : 0;
  return probed
    .filter(({ available }) => available)
    .sort((a, b) => rank(a) - rank(b))
    .map(({ backend }) => backend);
}

function starts(device: Device, options: DeviceOptions): Promise<boolean> {
  return startOnce(device, options).then(
    () => true,
    () => false,
  );
}

/** The best device that this machine has: `cuda if available else cpu`, in PyTorch's words. */
export async function bestDevice(): Promise<Device> {
  const [fastest] = await fastestFirst();
  return fastest?.name ?? 'cpu';
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
  const starting = startBackend(device, options);
  started.set(device, starting);
  starting.catch(() => started.delete(device));
  return starting;
}

async function startBackend(device: Device, options: DeviceOptions): Promise<void> {
  const backend = backendOf(device);
  const { available, reason, advice } = await backend.probe(options);
  if (!available) throw new Error(`Device '${device}' is not available: ${reason}. ${advice}`.trimEnd());
  try {
    await backend.start(options);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Device '${device}' did not start: ${why}`, { cause });
  }
}
