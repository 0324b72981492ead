import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type * as tf from '@tensorflow/tfjs-core';

import { openHeap } from './heap';

interface Call {
  inputs: Record<'theta' | 'gradient' | 'm' | 'v', tf.TensorInfo>;
  attrs: { beta1: number; beta2: number; stepSize: number; root: number; eps: number };
  backend: BackendWasm;
}

/** A step of Adam in one pass over the parameter: the composed operations take twelve, each with memory of its own. */
export function adamUpdate({ inputs, attrs, backend }: Call): tf.TensorInfo[] {
  const { theta, gradient, m, v } = inputs;
  const shapes = [theta.shape, theta.shape, theta.shape];
  const heap = openHeap(backend, [theta, gradient, m, v], shapes);
  const [weights, slopes, means, squares] = heap.inputs;
  const [nextWeights, nextMeans, nextSquares] = heap.outputs;
  const { beta1, beta2, stepSize, root, eps } = attrs;
  for (let i = 0; i < weights.length; i++) {
    const g = slopes[i];
    const mean = beta1 * means[i] + (1 - beta1) * g;
    const square = beta2 * squares[i] + (1 - beta2) * g * g;
    nextMeans[i] = mean;
    nextSquares[i] = square;
    nextWeights[i] = weights[i] - (stepSize * mean) / (Math.sqrt(square) / root + eps);
  }
  return heap.results;
}
