/** One axis of a convolution: `out` windows of `kernel` taps, `stride` apart, over `length` pixels. */
export interface Axis {
  length: number;
  out: number;
  kernel: number;
  stride: number;
  /** Pixels of padding before the first one. */
  pad: number;
}

/**
 * Pixels of the input that are `stride` apart, from `first` on: the same taps of the filter reach all of them.
 * Their gradient is a convolution of dy, with `before` and `after` zeros around it (or, below 0, cut off).
 */
export interface Phase {
  first: number;
  stride: number;
  count: number;
  /** Which taps, in the order in which they meet dy. */
  taps: number[];
  before: number;
  after: number;
}

/** The phases of an axis that any tap reaches; the gradient of all other pixels is 0. */
export function phasesOf(axis: Axis): Phase[] {
  const all = Array.from({ length: axis.stride }, (_, remainder) => phase(axis, remainder));
  return all.filter(({ taps, count }) => taps.length > 0 && count > 0);
}

/** With y + pad = stride·q + remainder and a = stride·j + remainder, tap a takes dy[q − j] to pixel y. */
function phase({ length, out, kernel, stride, pad }: Axis, remainder: number): Phase {
  const taps = Array.from({ length: kernel }, (_, a) => a).filter((a) => a % stride === remainder);
  const firstQ = Math.max(Math.ceil((pad - remainder) / stride), 0);
  const lastQ = Math.floor((length - 1 + pad - remainder) / stride);
  return {
    first: stride * firstQ + remainder - pad,
    stride,
    count: lastQ - firstQ + 1,
    taps: taps.reverse(),
    before: taps.length - 1 - firstQ,
    after: lastQ - (out - 1),
  };
}
