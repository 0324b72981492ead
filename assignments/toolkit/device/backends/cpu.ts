import * as tf from '@tensorflow/tfjs-core';

import { correctKernels } from '../corrections';
import { registerCpuKernels } from '../kernels/cpu';
import type { Backend } from './backend';

/** Plain JavaScript: works everywhere, slow, and the home of tensors that are not on an accelerator. */
export const cpuBackend: Backend = {
  name: 'cpu',

  async probe() {
    return { available: true, reason: 'plain JavaScript runs everywhere', advice: '' };
  },

  async start() {
    await import('@tensorflow/tfjs-backend-cpu');
    const backend = tf.findBackend('cpu') as tf.KernelBackend & { firstUse: boolean };
    // Otherwise the first write prints an advertisement for tfjs-node into the student's output.
    backend.firstUse = false;
    registerCpuKernels();
    correctKernels('cpu');
  },
};
