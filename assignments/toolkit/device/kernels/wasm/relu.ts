import type * as tf from '@tensorflow/tfjs-core';

import { reluGrad } from './relu-grad';
import type { Workspace } from './workspace';

interface ReluCall {
  inputs: { x: tf.TensorInfo };
}

type Result = tf.TensorInfo | tf.TensorInfo[];

/** max(x, 0), and x where it is no number: the backend's own kernel, left for whole numbers, turns some NaN into 0. */
export function relu(ofWholeNumbers: tf.KernelFunc) {
  return (work: Workspace, call: ReluCall): Result => {
    const { x } = call.inputs;
    if (x.dtype !== 'float32') return ofWholeNumbers({ ...call, backend: work.backend } as never);
    // x passes where x is positive or no number: what the gradient does with dy.
    return reluGrad(work, { inputs: { dy: x, y: x } });
  };
}
