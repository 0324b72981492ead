import type { Geometry } from './geometry';
import { PAIR_BYTES } from './layout';
import { multiply } from './product';
import { NUMBER, panelColumns, PANEL_BYTES, panels, type Run } from './task';

/** Room for each thread, for sums of a panel with less than 16 columns. */
export const EDGE_BYTES = 2 * PANEL_BYTES;

/** Every output of a convolution as a sum over its window. */
export interface Windows {
  images: number;
  outHeight: number;
  outWidth: number;
  outputs: number;
  /** A unit is a panel of outputs in so many rows of an image. */
  rowsPerUnit: number;
  /** Framed images, and how far it is from one window to the next along their height and width. */
  from: number;
  imageBytes: number;
  rowBytes: number;
  strideRowBytes: number;
  strideBytes: number;
  kernelHeight: number;
  /** Numbers in a row of a window: they lie side by side. */
  run: number;
  /** Packed. */
  filter: number;
  /** Outputs need not lie side by side. */
  out: number;
  outImageBytes: number;
  outRowBytes: number;
  outPixelBytes: number;
  edge: number;
}

export const windows: Run<Windows> = (routines, task, { unit, thread }) => {
  const { images, outHeight, outWidth, rowsPerUnit, rowBytes, strideBytes, kernelHeight, run } = task;
  const groups = Math.ceil(outHeight / rowsPerUnit);
  const panel = Math.floor(unit / (groups * images));
  const image = Math.floor(unit / groups) % images;
  const first = (unit % groups) * rowsPerUnit;
  const jump = rowBytes - run * NUMBER;
  const filter = task.filter + panel * kernelHeight * run * PANEL_BYTES;
  const columns = panelColumns(task.outputs, panel);
  const edge = task.edge + thread * EDGE_BYTES;
  for (let y = first; y < Math.min(first + rowsPerUnit, outHeight); y++) {
    const from = task.from + image * task.imageBytes + y * task.strideRowBytes;
    const out = task.out + image * task.outImageBytes + y * task.outRowBytes + panel * PANEL_BYTES;
    multiply(routines, {
      a: from,
      pair: strideBytes,
      next: 2 * strideBytes,
      rows: outWidth,
      segments: kernelHeight,
      run,
      step: NUMBER,
      jump,
      b: filter,
      columns,
      out,
      outRow: task.outPixelBytes,
      add: false,
      edge,
    });
  }
};

/** The gradient of a convolution's filter, [taps, in, out]. */
export interface FilterGradient extends Geometry {
  /** Framed images as planes of channel pairs, and dy as panels. */
  x: number;
  dy: number;
  frameHeight: number;
  frameWidth: number;
  out: number;
  /** Whether sums of other images are there already. */
  add: boolean;
  edge: number;
}

/** One tap for one panel of outputs. */
export const filterGradient: Run<FilterGradient> = (routines, task, { unit, thread }) => {
  const { channels, outputs, images, frameHeight, frameWidth, outHeight, outWidth } = task;
  const [tap, panel] = [Math.floor(unit / panels(outputs)), unit % panels(outputs)];
  const corner = Math.floor(tap / task.kernelWidth) * frameWidth + (tap % task.kernelWidth);
  const imageBytes = frameHeight * frameWidth * PAIR_BYTES;
  const step = task.strideWidth * PAIR_BYTES;
  const jump = task.strideHeight * frameWidth * PAIR_BYTES - outWidth * step;
  const columns = panelColumns(outputs, panel);
  const out = task.out + tap * channels * outputs * NUMBER + panel * PANEL_BYTES;
  const edge = task.edge + thread * EDGE_BYTES;
  for (let image = 0; image < images; image++) {
    const x = task.x + image * imageBytes + corner * PAIR_BYTES;
    const dy = task.dy + (panel * images + image) * outHeight * outWidth * PANEL_BYTES;
    multiply(routines, {
      a: x,
      pair: NUMBER,
      next: images * imageBytes,
      rows: channels,
      segments: outHeight,
      run: outWidth,
      step,
      jump,
      b: dy,
      columns,
      out,
      outRow: outputs * NUMBER,
      add: task.add || image > 0,
      edge,
    });
  }
};
