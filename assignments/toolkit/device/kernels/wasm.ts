import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

import { FUSED } from './fused';
import { adamUpdate } from './wasm/adam-update';
import { batchNorm, batchNormTraining, batchNormTrainingGrad } from './wasm/batch-norm';
import { conv2d } from './wasm/conv2d';
import { conv2dBackpropFilter } from './wasm/conv2d-backprop-filter';
import { conv2dBackpropInput } from './wasm/conv2d-backprop-input';
import { maxPool } from './wasm/max-pool';
import { maxPoolGrad } from './wasm/max-pool-grad';
import { paddedConv2d } from './wasm/padded-conv2d';
import { relu } from './wasm/relu';
import { reluGrad } from './wasm/relu-grad';
import { toHwio } from './wasm/to-hwio';
import type { Team } from './wasm/team';
import { Workspace } from './wasm/workspace';

/**
 * Completes the WebAssembly backend for training: it ships without the gradient of a convolution's filter, with
 * a slow one of its input, and with a wrong one of max pooling, and its relu and its max pooling lose NaN. What most
 * of the time goes into is computed by a team of threads.
 */
export function registerWasmKernels(team: Team): void {
  for (const [kernelName, compute] of Object.entries(kernels())) {
    if (tf.getKernel(kernelName, BACKEND)) tf.unregisterKernel(kernelName, BACKEND);
    tf.registerKernel({
      kernelName,
      backendName: BACKEND,
      kernelFunc: withWorkspace(team, compute as Kernel),
    });
  }
}

const BACKEND = 'wasm';

/** The backend's own kernels take what ours leave to them. */
function kernels(): Record<string, unknown> {
  const own = (name: string): tf.KernelFunc => tf.getKernel(name, BACKEND).kernelFunc;
  return {
    [tf.Conv2D]: conv2d(own(tf.Conv2D)),
    [tf.Conv2DBackpropFilter]: conv2dBackpropFilter,
    [tf.Conv2DBackpropInput]: conv2dBackpropInput,
    [tf.Identity]: identity,
    [tf.FusedBatchNorm]: batchNorm(own(tf.FusedBatchNorm)),
    [tf.MaxPool]: maxPool(own(tf.MaxPool)),
    [tf.MaxPoolGrad]: maxPoolGrad,
    [tf.Relu]: relu(own(tf.Relu)),
    [FUSED.paddedConv2d]: paddedConv2d,
    [FUSED.toHwio]: toHwio,
    [FUSED.reluGrad]: reluGrad,
    [FUSED.adam]: adamUpdate,
    [FUSED.batchNormTraining]: batchNormTraining,
    [FUSED.batchNormTrainingGrad]: batchNormTrainingGrad,
  };
}

/** Shared as a reshaped tensor is: the backend copies every number that a gradient keeps for later. */
function identity(
  { backend }: Workspace,
  { inputs: { x } }: { inputs: { x: tf.TensorInfo } },
): tf.TensorInfo {
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
}

type Kernel = (work: Workspace, call: object) => tf.TensorInfo | tf.TensorInfo[];

function withWorkspace(team: Team, compute: Kernel): tf.KernelFunc {
  return ({ backend, inputs, attrs }) => {
    const work = new Workspace(backend as BackendWasm, team);
    try {
      return compute(work, { inputs, attrs });
    } finally {
      work.free();
    }
  };
}
