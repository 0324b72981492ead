import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

import { composed, resultOf } from './kernel';

/**
 * Sums in float64 of numbers in the backend's memory: in float32, as the backend adds them, a sum of a million numbers
 * is off in its second digit.
 */
export function sum(own: tf.KernelFunc): tf.KernelFunc {
  return reduced(own, () => 1);
}

/** `sum`, divided. */
export function mean(own: tf.KernelFunc): tf.KernelFunc {
  return reduced(own, (count) => count);
}

/** Windows as large as the image are means of it. */
export function globalAvgPool(own: tf.KernelFunc): tf.KernelFunc {
  return composed<tf.AvgPoolAttrs>((call) => {
    const { x } = call.inputs;
    const { filterSize, pad } = call.attrs;
    const [height, width] = [filterSize].flat();
    const isWhole = x.shape[1] === height && x.shape[2] === (width ?? height);
    return pad === 'valid' && isWhole ? tf.mean(x, [1, 2], true) : resultOf(own, call);
  });
}

interface Reduction {
  axis: number | number[];
  keepDims: boolean;
}

function reduced(own: tf.KernelFunc, divisor: (count: number) => number): tf.KernelFunc {
  return composed<Reduction>((call) => {
    const { x } = call.inputs;
    if (x.dtype !== 'float32' || x.size === 0) return resultOf(own, call);
    const axes = tf.util.parseAxisParam(call.attrs.axis, x.shape);
    const [shape, lengths] = tf.backend_util.computeOutAndReduceShapes(x.shape, axes);
    const count = tf.util.sizeFromShape(lengths);
    const result = add(call.backend as BackendWasm, side(x, axes), { count, shape });
    const scaled = divisor(count) === 1 ? result : tf.div(result, divisor(count));
    return call.attrs.keepDims
      ? tf.reshape(scaled, tf.backend_util.expandShapeToKeepDim(shape, axes))
      : scaled;
  });
}

/** The axes beside each other, as they mostly are; else moved to the end. */
function side(x: tf.Tensor, axes: number[]): { x: tf.Tensor; inner: number } {
  const [first] = axes;
  if (axes.every((axis, i) => axis === first + i)) {
    return { x, inner: tf.util.sizeFromShape(x.shape.slice(first + axes.length)) };
  }
  const rest = x.shape.map((_, i) => i).filter((i) => !axes.includes(i));
  return { x: tf.transpose(x, [...rest, ...axes]), inner: 1 };
}

function add(
  backend: BackendWasm,
  { x, inner }: { x: tf.Tensor; inner: number },
  { count, shape }: { count: number; shape: number[] },
): tf.Tensor {
  // Made before anybody looks at the memory, which it may make another one.
  const result = tf.engine().makeTensorFromTensorInfo(backend.makeOutput(shape, 'float32'));
  const [from, to] = [x, result].map((tensor) => numbers(backend, tensor));
  if (inner === 1) addRows(from, to, count);
  else addColumns(from, to, { count, inner });
  return result;
}

/** The numbers of a tensor where they are. */
function numbers(backend: BackendWasm, { dataId, size }: tf.Tensor): Float32Array {
  const { memoryOffset } = backend.dataIdMap.get(dataId);
  if (memoryOffset === 0 && size > 0) throw new Error('wasm: out of memory for the sums of a tensor');
  const { HEAPU8 } = backend.wasm as unknown as { HEAPU8: Uint8Array };
  return new Float32Array(HEAPU8.buffer, memoryOffset, size);
}

/** [rows, count] to [rows]; four sums at a time, because each addition waits for the one before. */
function addRows(from: Float32Array, to: Float32Array, count: number): void {
  const whole = count - (count % 4);
  for (let row = 0, at = 0; row < to.length; row++, at += count) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = at; i < at + whole; i += 4) {
      a += from[i];
      b += from[i + 1];
      c += from[i + 2];
      d += from[i + 3];
    }
    for (let i = at + whole; i < at + count; i++) a += from[i];
    to[row] = a + b + (c + d);
  }
}

/** [outer, count, inner] to [outer, inner]. */
function addColumns(
  from: Float32Array,
  to: Float32Array,
  { count, inner }: { count: number; inner: number },
): void {
  const sums = new Float64Array(inner);
  for (let start = 0, at = 0; start < to.length; start += inner) {
    sums.fill(0);
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < inner; i++) sums[i] += from[at++];
    }
    to.set(sums, start);
  }
}
