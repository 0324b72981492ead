import * as tf from '@tensorflow/tfjs-core';

import { registerWasmKernels } from '../kernels/wasm';
import type { Engine } from './engine';

/** WebAssembly with SIMD (XNNPACK): the fastest device that needs nothing but Node. */
export const wasmEngine: Engine = {
  name: 'wasm',

  async probe() {
    return { available: true, reason: 'Node runs WebAssembly', advice: '' };
  },

  async start() {
    await import('@tensorflow/tfjs-backend-wasm');
    if (!(await tf.setBackend('wasm'))) throw new Error('the WebAssembly backend did not initialise');
    registerWasmKernels();
  },
};
