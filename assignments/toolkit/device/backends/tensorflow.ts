import fs from 'node:fs';
import path from 'node:path';
import util from 'node:util';

import * as tf from '@tensorflow/tfjs-core';

import { correctKernels } from '../corrections';
import { registerTensorflowKernels } from '../kernels/tensorflow';
import { cudaAdvice } from './cuda';
import type { Availability, Backend } from './backend';
import type { TensorflowBackend } from './tensorflow-backend';

/** Real TensorFlow through the native addon of tfjs-node: CUDA where the library finds a GPU, else oneDNN on all cores. */
export const tensorflowBackend: Backend = {
  name: 'tensorflow',

  async probe() {
    return probeTensorflow();
  },

  isOutrun: () => !tensorflowUsesGpu(),

  async start() {
    await loadTensorflow();
    if (!(await tf.setBackend('tensorflow'))) throw new Error('the TensorFlow backend did not initialise');
    registerTensorflowKernels();
    correctKernels('tensorflow');
  },
};

/** The packages that bring the addon, in the order they are tried. */
const PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'];

/** The version of the loaded library, `'2.15.1'`; `start` first. */
export function tensorflowVersion(): string {
  return (tf.findBackend('tensorflow') as TensorflowBackend).binding.TF_Version;
}

/** True when the loaded library computes on a GPU. */
export function tensorflowUsesGpu(): boolean {
  return (tf.findBackend('tensorflow') as TensorflowBackend).isUsingGpuDevice;
}

function probeTensorflow(): Availability {
  const installed = PACKAGES.map(packageFolder).filter((folder) => folder !== undefined);
  if (installed.length === 0) return missing('the package @tensorflow/tfjs-node-gpu is not installed');
  const built = installed.find(isComplete);
  if (!built) return missing(`${path.basename(installed[0])} has no native addon or no libtensorflow`);
  return builtAvailability(path.basename(built), fs.existsSync('/dev/nvidia0'), cudaAdvice());
}

/** On a processor alone, our routines for wasm train faster than TensorFlow (`npm run bench -- training`). */
export function builtAvailability(name: string, hasGpu: boolean, advice: string): Availability {
  if (hasGpu && advice === '') return { available: true, reason: `${name} is built`, advice };
  const why = hasGpu ? 'it does not find what it needs for the GPU' : 'there is no GPU of NVIDIA';
  const reason = `${name} is built; 'auto' takes 'wasm', which is faster on a processor: ${why}`;
  return { available: true, reason, advice, isOutrun: true };
}

function missing(reason: string): Availability {
  return { available: false, reason, advice: 'Run: npm run setup:tensorflow' };
}

function packageFolder(name: string): string | undefined {
  try {
    return path.dirname(require.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

/** tfjs-node loads `lib/napi-vN/tfjs_binding.node`, which loads the libraries in `deps/lib`. */
function isComplete(folder: string): boolean {
  const addons = entries(path.join(folder, 'lib')).map((napi) =>
    path.join(folder, 'lib', napi, 'tfjs_binding.node'),
  );
  return addons.some((addon) => fs.existsSync(addon)) && entries(path.join(folder, 'deps', 'lib')).length > 0;
}

function entries(folder: string): string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
}

async function loadTensorflow(): Promise<void> {
  const name = PACKAGES.find((candidate) => isComplete(packageFolder(candidate) ?? ''));
  if (!name) throw new Error('no built tfjs-node package; run: npm run setup:tensorflow');
  prepareEnvironment();
  restoreUtil(util as unknown as Record<string, unknown>);
  await import(name);
}

/** These are read once, when the library loads. */
function prepareEnvironment(): void {
  // Otherwise the library takes nearly all of a GPU's memory at once.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // The default of newer processors alone: without it there are no dilated depthwise convolutions.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';
}

/** Node 23 removed two functions that tfjs-node 4.22 calls; they are looked up at each call. */
export function restoreUtil(target: Record<string, unknown>): void {
  target.isNullOrUndefined ??= (value: unknown): boolean => value === null || value === undefined;
  target.isArray ??= Array.isArray;
}
