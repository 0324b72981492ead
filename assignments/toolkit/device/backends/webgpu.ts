import fs from 'node:fs';
import os from 'node:os';

import * as tf from '@tensorflow/tfjs-core';

import { correctKernels } from '../corrections';
import { registerWebgpuKernels } from '../kernels/webgpu';
import type { Availability, DeviceOptions, Backend } from './backend';
import { refuseLargeIntegers, throwFaults } from './webgpu-faults';

/**
 * WebGPU through Dawn: any GPU with a Vulkan, Metal or Direct3D 12 driver. A software adapter counts only when
 * it is asked for by name, since every other device is faster than it.
 */
export const webgpuBackend: Backend = {
  name: 'webgpu',

  async probe(options: DeviceOptions = {}) {
    return probeWebgpu(softwareName(options));
  },

  async start(options) {
    const gpu = await openGpu(softwareName(options));
    const adapter = await chooseAdapter(gpu, softwareName(options));
    if (!adapter) throw new Error('there is no adapter');
    installNavigator(gpu);
    await registerBackend(adapter);
    if (!(await tf.setBackend('webgpu'))) throw new Error('the WebGPU backend did not initialise');
    await registerWebgpuKernels();
    correctKernels('webgpu');
  },
};

/** What this file uses of the WebGPU API; Dawn's binding brings no types of its own for it. */
interface Gpu {
  requestAdapter(options: { powerPreference: string }): Promise<Adapter | null>;
}

interface Adapter {
  info: { vendor: string; architecture: string; description: string; isFallbackAdapter: boolean };
  features: ReadonlySet<string>;
  limits: Record<string, number>;
  requestDevice(descriptor: object): Promise<object>;
}

function softwareName({ adapter }: DeviceOptions): string | undefined {
  return (adapter ?? process.env.WEBGPU_ADAPTER)?.toLowerCase() || undefined;
}

async function probeWebgpu(software: string | undefined): Promise<Availability> {
  try {
    require.resolve('webgpu');
  } catch {
    return unavailable('the package webgpu is not installed', 'Run: npm install');
  }
  // Dawn takes a third of a second to look for drivers: not on a machine that has no GPU at all.
  if (!software && !hasGpuDevice())
    return unavailable('this machine has no GPU that Linux knows', NO_GPU_ADVICE);
  try {
    const adapter = await chooseAdapter(await openGpu(software), software);
    if (adapter) return { available: true, reason: describe(adapter), advice: '' };
    return unavailable('no GPU driver answered, or only a software one', NO_GPU_ADVICE);
  } catch (error) {
    return unavailable(`Dawn did not load: ${(error as Error).message}`, 'It needs glibc 2.35 or later.');
  }
}

const NO_GPU_ADVICE =
  'With a GPU, install its Vulkan driver. To check correctness on a processor: WEBGPU_ADAPTER=swiftshader';

function unavailable(reason: string, advice: string): Availability {
  return { available: false, reason, advice };
}

function hasGpuDevice(): boolean {
  return (
    process.platform !== 'linux' ||
    ['/dev/dri', '/dev/nvidia0', '/dev/dxg'].some((file) => fs.existsSync(file))
  );
}

/** Loads Dawn. Its loader reads where the drivers are from the environment, once. */
async function openGpu(software: string | undefined): Promise<Gpu> {
  if (software === 'swiftshader' && fs.existsSync(SWIFTSHADER)) process.env.VK_ICD_FILENAMES ??= SWIFTSHADER;
  // Drivers complain on standard error where there is no desktop session.
  if (process.platform === 'linux') process.env.XDG_RUNTIME_DIR ??= os.tmpdir();
  opened ??= loadDawn();
  return opened;
}

/** SwiftShader as Debian's package chromium brings it. */
const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json';

let opened: Promise<Gpu> | undefined;

async function loadDawn(): Promise<Gpu> {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  return create([]) as unknown as Gpu;
}

async function chooseAdapter(gpu: Gpu, software: string | undefined): Promise<Adapter | undefined> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return undefined;
  if (software) return describe(adapter).toLowerCase().includes(software) ? adapter : undefined;
  return isSoftware(adapter) ? undefined : adapter;
}

function describe({ info }: Adapter): string {
  return [info.vendor, info.architecture, info.description].filter(Boolean).join(' ');
}

function isSoftware(adapter: Adapter): boolean {
  return (
    adapter.info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render/i.test(describe(adapter))
  );
}

/** tfjs looks for `navigator.gpu` when its backend is loaded; Node 20 has no navigator, later ones a fixed one. */
function installNavigator(gpu: Gpu): void {
  const scope = globalThis as { navigator?: object };
  if (!scope.navigator) Object.defineProperty(scope, 'navigator', { value: {}, configurable: true });
  Object.defineProperty(scope.navigator, 'gpu', { value: gpu, configurable: true });
}

/**
 * The package registers a backend of its own, but asks for too few limits (a concatenation of many tensors needs
 * more buffers than the default) and may take a software adapter.
 */
async function registerBackend(adapter: Adapter): Promise<void> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const limits = LIMITS.filter((name) => adapter.limits[name] !== undefined);
  const device = await adapter.requestDevice({
    requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
    requiredLimits: Object.fromEntries(limits.map((name) => [name, adapter.limits[name]])),
  });
  tf.removeBackend('webgpu');
  tf.registerBackend(
    'webgpu',
    () => {
      const backend = new WebGPUBackend(device as never, adapter.info as never);
      throwFaults(device as never, backend as never);
      refuseLargeIntegers(backend as never);
      return backend;
    },
    3,
  );
  // Else tensors of less than a thousand numbers would be computed by other kernels, with other results.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
}

const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeInvocationsPerWorkgroup',
  'maxStorageBuffersPerShaderStage',
];
