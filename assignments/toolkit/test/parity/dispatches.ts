import * as tf from '@tensorflow/tfjs-core';

/** Counts the programs that a GPU is given from now on; undefined on other devices. */
export function countDispatches(): (() => number) | undefined {
  if (tf.getBackend() !== 'webgpu') return undefined;
  const backend = tf.backend() as tf.KernelBackend & { runWebGPUProgram(...args: unknown[]): unknown };
  const run = backend.runWebGPUProgram.bind(backend);
  let count = 0;
  backend.runWebGPUProgram = (...args) => {
    count++;
    return run(...args);
  };
  return () => count;
}

/** What gives other names to numbers or has them written down: there is nothing to compute. */
const NOTHING_TO_COMPUTE = new Set([
  ...[
    'clone',
    'complex',
    'ensureShape',
    'expandDims',
    'eye',
    'flatten',
    'ones',
    'range',
    'reshape',
    'squeeze',
  ],
  ...['zeros', 'signal.hammingWindow', 'signal.hannWindow', 'signal.hannWindow of odd length'],
]);

/** @throws Error when a case that has something to compute gave the GPU nothing to do, or the other way round */
export function requireDispatches(caseName: string, dispatches: number): void {
  const isExpected = !NOTHING_TO_COMPUTE.has(caseName);
  if (isExpected === dispatches > 0) return;
  throw new Error(
    isExpected ? 'nothing reached the GPU: this says nothing about it' : 'it does reach the GPU',
  );
}
