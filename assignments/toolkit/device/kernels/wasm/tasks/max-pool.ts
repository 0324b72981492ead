import type { Geometry } from './geometry';
import { NUMBER, type Run } from './task';

/** Max pooling, whose channels are a multiple of four. */
export interface MaxPool extends Geometry {
  x: number;
  y: number;
}

/** One row of the outputs of an image. */
export const maxPool: Run<MaxPool> = (routines, task, { unit }) => {
  const { height, width, channels, outHeight, outWidth } = task;
  const pixelBytes = channels * NUMBER;
  const rowBytes = width * pixelBytes;
  const [image, y] = [Math.floor(unit / outHeight), unit % outHeight];
  const rows = within(y * task.strideHeight - task.top, task.kernelHeight, height);
  const from = task.x + (image * height + rows.first) * rowBytes;
  let to = task.y + unit * outWidth * pixelBytes;
  for (let x = 0; x < outWidth; x++, to += pixelBytes) {
    const columns = within(x * task.strideWidth - task.left, task.kernelWidth, width);
    const corner = from + columns.first * pixelBytes;
    routines.maxPool(corner, rowBytes, rows.count, columns.count, channels, to);
  }
};

/** The gradient of max pooling, whose channels are a multiple of four. */
export interface MaxPoolGradient extends Geometry {
  dy: number;
  x: number;
  dx: number;
}

/** One image. */
export const maxPoolGradient: Run<MaxPoolGradient> = (routines, task, { unit }) => {
  const { height, width, channels, outHeight, outWidth } = task;
  const pixelBytes = channels * NUMBER;
  const rowBytes = width * pixelBytes;
  const image = task.x + unit * height * rowBytes;
  routines.clear(task.dx + unit * height * rowBytes, height * rowBytes);
  let dy = task.dy + unit * outHeight * outWidth * pixelBytes;
  for (let y = 0; y < outHeight; y++) {
    const rows = within(y * task.strideHeight - task.top, task.kernelHeight, height);
    for (let x = 0; x < outWidth; x++, dy += pixelBytes) {
      const columns = within(x * task.strideWidth - task.left, task.kernelWidth, width);
      const corner = image + rows.first * rowBytes + columns.first * pixelBytes;
      routines.maxPoolGradient(dy, corner, task.dx - task.x, rowBytes, rows.count, columns.count, channels);
    }
  }
};

/** The part of a window that is inside of the image. */
function within(start: number, length: number, size: number): { first: number; count: number } {
  const first = Math.max(start, 0);
  return { first, count: Math.min(start + length, size) - first };
}
