import * as tf from '@tensorflow/tfjs-core';

import { correctKernels } from '../corrections';
import { registerWasmKernels } from '../kernels/wasm';
import { Team } from '../kernels/wasm/team';
import type { Memory } from '../../webassembly';
import type { Backend } from './backend';
import { withThreads } from './wasm-threads';

/** WebAssembly with SIMD (XNNPACK): the fastest device that needs nothing but Node. */
export const wasmBackend: Backend = {
  name: 'wasm',

  async probe() {
    return { available: true, reason: 'Node runs WebAssembly', advice: '' };
  },

  async start({ threads = 1 }) {
    const { setThreadsCount } = await import('@tensorflow/tfjs-backend-wasm');
    const init = (): Promise<boolean> => tf.setBackend('wasm');
    setThreadsCount(threads);
    const started = threads === 1 ? await init() : await withThreads(threads, init);
    if (!started) throw new Error('the WebAssembly backend did not initialise');
    registerWasmKernels(await Team.start(memoryOf(tf.backend()), threads));
    correctKernels('wasm');
  },
};

/** What the backend's tensors live in: its builds with and without threads show it in different places. */
function memoryOf(backend: tf.KernelBackend): Memory {
  const { wasm } = backend as unknown as { wasm: { wasmMemory?: Memory; asm: { memory: Memory } } };
  return wasm.wasmMemory ?? wasm.asm.memory;
}
