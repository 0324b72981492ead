import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type * as tf from '@tensorflow/tfjs-core';

import { openHeap } from './heap';

interface Call<I> {
  inputs: I;
  attrs: { eps: number };
  backend: BackendWasm;
}

/**
 * Normalises each channel by the batch: {x, weight, bias} to [y, mean, variance / n]. Two passes over the numbers,
 * with sums in float64 as PyTorch has them; the composed operations take five, in float32.
 */
export function batchNormTraining({
  inputs: { x, weight, bias },
  attrs: { eps },
  backend,
}: Call<{ x: tf.TensorInfo; weight: tf.TensorInfo; bias: tf.TensorInfo }>): tf.TensorInfo[] {
  const heap = openHeap(backend, [x, weight, bias], [x.shape, weight.shape, weight.shape]);
  const [values, w, b] = heap.inputs;
  const [y, mean, variance] = heap.outputs;
  const { sums, squares } = channelSums(values, w.length);
  const n = values.length / w.length;
  const [slope, offset] = [new Float64Array(w.length), new Float64Array(w.length)];
  for (let c = 0; c < w.length; c++) {
    const centre = sums[c] / n;
    const spread = Math.max(squares[c] / n - centre * centre, 0);
    slope[c] = w[c] / Math.sqrt(spread + eps);
    offset[c] = b[c] - centre * slope[c];
    mean[c] = centre;
    variance[c] = spread;
  }
  for (let i = 0; i < values.length;) {
    for (let c = 0; c < slope.length; c++, i++) y[i] = values[i] * slope[c] + offset[c];
  }
  return heap.results;
}

/** Its gradient: {dy, x, weight, saved0 = mean, saved1 = variance} to [dx, dweight, dbias], in two passes. */
export function batchNormTrainingGrad({
  inputs,
  attrs: { eps },
  backend,
}: Call<Record<'dy' | 'x' | 'weight' | 'saved0' | 'saved1', tf.TensorInfo>>): tf.TensorInfo[] {
  const { dy, x, weight, saved0, saved1 } = inputs;
  const heap = openHeap(backend, [dy, x, weight, saved0, saved1], [x.shape, weight.shape, weight.shape]);
  const [slopes, values, w, mean, variance] = heap.inputs;
  const [dx, dweight, dbias] = heap.outputs;
  const { sums, products } = gradientSums(slopes, values, mean);
  const n = values.length / w.length;
  const [a, b, offset] = [new Float64Array(w.length), new Float64Array(w.length), new Float64Array(w.length)];
  for (let c = 0; c < w.length; c++) {
    const inverse = 1 / Math.sqrt(variance[c] + eps);
    dbias[c] = sums[c];
    dweight[c] = products[c] * inverse;
    a[c] = w[c] * inverse;
    b[c] = (-a[c] * inverse * inverse * products[c]) / n;
    offset[c] = (-a[c] * sums[c]) / n - b[c] * mean[c];
  }
  for (let i = 0; i < values.length;) {
    for (let c = 0; c < a.length; c++, i++) dx[i] = slopes[i] * a[c] + values[i] * b[c] + offset[c];
  }
  return heap.results;
}

function channelSums(x: Float32Array, channels: number): { sums: Float64Array; squares: Float64Array } {
  const [sums, squares] = [new Float64Array(channels), new Float64Array(channels)];
  for (let i = 0; i < x.length;) {
    for (let c = 0; c < channels; c++, i++) {
      sums[c] += x[i];
      squares[c] += x[i] * x[i];
    }
  }
  return { sums, squares };
}

/** Per channel Σ dy and Σ dy·(x − mean). */
function gradientSums(
  dy: Float32Array,
  x: Float32Array,
  mean: Float32Array,
): { sums: Float64Array; products: Float64Array } {
  const [sums, products] = [new Float64Array(mean.length), new Float64Array(mean.length)];
  for (let i = 0; i < x.length;) {
    for (let c = 0; c < mean.length; c++, i++) {
      sums[c] += dy[i];
      products[c] += dy[i] * (x[i] - mean[c]);
    }
  }
  return { sums, products };
}
