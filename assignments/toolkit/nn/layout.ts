/**
 * How a value is arranged on a device compared with PyTorch's arrangement:
 * `conv` filters are OIHW there and HWIO here, `plain` values are the same in both.
 */
export type Layout = 'plain' | 'conv';

/** The shape on the device of a value whose PyTorch shape is `shape`. */
export function deviceShape(layout: Layout, shape: readonly number[]): number[] {
  if (layout === 'plain') return [...shape];
  const [o, i, h, w] = shape;
  return [h, w, i, o];
}

/** PyTorch's elements rearranged for the device; `plain` ones are returned as they are. */
export function toDeviceOrder(layout: Layout, shape: readonly number[], data: Float32Array): Float32Array {
  return layout === 'plain' ? data : rearrange(shape, data, 'toDevice');
}

/** The device's elements rearranged as PyTorch has them; `shape` is PyTorch's. */
export function toPyTorchOrder(layout: Layout, shape: readonly number[], data: Float32Array): Float32Array {
  return layout === 'plain' ? data : rearrange(shape, data, 'toPyTorch');
}

/** One cache line of float32: a block of output channels is read and written whole lines at a time. */
const BLOCK = 16;

function rearrange(
  [o, i, h, w]: readonly number[],
  data: Float32Array,
  direction: 'toDevice' | 'toPyTorch',
): Float32Array {
  const out = new Float32Array(data.length);
  const pixels = h * w;
  const perFilter = i * pixels;
  for (let first = 0; first < o; first += BLOCK) {
    const end = Math.min(first + BLOCK, o);
    for (let k = 0; k < perFilter; k++) {
      const channel = Math.floor(k / pixels);
      const row = ((k - channel * pixels) * i + channel) * o;
      if (direction === 'toDevice') for (let f = first; f < end; f++) out[row + f] = data[f * perFilter + k];
      else for (let f = first; f < end; f++) out[f * perFilter + k] = data[row + f];
    }
  }
  return out;
}
