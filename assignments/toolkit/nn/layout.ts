import * as tf from '@tensorflow/tfjs-core';

import { FUSED, hasKernel, runFused } from '../device/kernels';

/**
 * How a value is arranged on a device compared with PyTorch's arrangement:
 * `conv` filters are OIHW there and HWIO here, `plain` values are the same in both.
 */
export type Layout = 'plain' | 'conv';

/** A value's arrangement and PyTorch's shape. */
interface Arrangement {
  layout: Layout;
  shape: readonly number[];
}

/** A tensor on the current device, with the device's shape, of elements in PyTorch's order. */
export function toDevice(data: Float32Array, { layout, shape }: Arrangement): tf.Tensor {
  // The cpu device takes the array itself, which may still belong to somebody's state dict.
  if (layout === 'plain') return tf.tensor(data.slice(), [...shape], 'float32');
  const [o, i, h, w] = shape;
  // The other devices transpose faster than this thread.
  if (tf.getBackend() === 'cpu') return tf.tensor4d(toHwio(data, shape), [h, w, i, o]);
  return tf.tidy(() => {
    const filter = tf.tensor4d(data, [o, i, h, w]);
    if (hasKernel(FUSED.toHwio)) return runFused(FUSED.toHwio, { x: filter })[0];
    return tf.transpose(filter, [2, 3, 1, 0]);
  });
}

/** A copy of the device's elements, rearranged as PyTorch has them. */
export function toPyTorchOrder({ layout, shape }: Arrangement, data: Float32Array): Float32Array {
  if (layout === 'plain') return data.slice();
  const out = new Float32Array(data.length);
  forEachElement(shape, (oihw, hwio) => (out[oihw] = data[hwio]));
  return out;
}

function toHwio(data: Float32Array, shape: readonly number[]): Float32Array {
  const out = new Float32Array(data.length);
  forEachElement(shape, (oihw, hwio) => (out[hwio] = data[oihw]));
  return out;
}

/** One cache line of float32: a block of output channels is read and written whole lines at a time. */
const BLOCK = 16;

/** Calls `move` with the two positions of every element of a filter bank. */
function forEachElement([o, i, h, w]: readonly number[], move: (oihw: number, hwio: number) => void): void {
  const pixels = h * w;
  const perFilter = i * pixels;
  for (let first = 0; first < o; first += BLOCK) {
    for (let k = 0; k < perFilter; k++) {
      const channel = Math.floor(k / pixels);
      const row = ((k - channel * pixels) * i + channel) * o;
      for (let f = first; f < Math.min(first + BLOCK, o); f++) move(f * perFilter + k, row + f);
    }
  }
}
