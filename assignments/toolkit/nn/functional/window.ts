import type * as tf from '@tensorflow/tfjs-core';

/** A square window, in pixels, and how it moves over an image with so much padding on every side. */
export interface Window {
  kernelSize: number;
  stride: number;
  padding: number;
}

/** @throws RangeError unless there can be such a window; a device would go on for ever, or write where it must not */
export function requireWindow(operation: string, { kernelSize, stride, padding }: Window): void {
  requireWhole(`${operation}: the kernel size`, kernelSize, 1);
  requireWhole(`${operation}: the stride`, stride, 1);
  requireWhole(`${operation}: the padding`, padding, 0);
}

function requireWhole(what: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new RangeError(`${what} must be a whole number of at least ${least}, got ${value}.`);
}

/** @throws RangeError unless the window fits into an image of x, [n, h, w, c], at least once */
export function requireFit(operation: string, x: tf.Tensor4D, window: Window): void {
  requireWindow(operation, window);
  const { kernelSize, padding } = window;
  const [height, width] = [x.shape[1], x.shape[2]].map((length) => length + 2 * padding);
  if (height >= kernelSize && width >= kernelSize) return;
  throw new RangeError(
    `${operation}: the padded image has ${height} x ${width} pixels, the kernel ${kernelSize} x ${kernelSize}. ` +
      "Kernel size can't be greater than actual input size: take larger images, or more padding.",
  );
}
