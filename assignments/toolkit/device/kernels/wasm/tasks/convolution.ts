import type { FramedWindows } from './geometry';
import { PAIR_BYTES } from './layout';
import { multiply } from './product';
import { NUMBER, panelColumns, PANEL_BYTES, panels, type Run } from './task';

/** Room for each thread, for sums of a panel with less than 16 columns. */
export const EDGE_BYTES = 2 * PANEL_BYTES;

/** Every output of a convolution as a sum over its window. */
export interface Windows extends FramedWindows {
  outputs: number;
  /** A unit is a panel of outputs in so many rows of an image. */
  rowsPerUnit: number;
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

/** The gradient of a convolution's filter, [kernel height, run, out]. */
export interface FilterGradient {
  /** What the rows of the filter see, as planes of pairs, and dy as panels. */
  x: number;
  dy: number;
  /** Pixels of dy. */
  pixels: number;
  /** Numbers in a row of a window. */
  run: number;
  outputs: number;
  out: number;
  /** Whether sums of other images are there already. */
  add: boolean;
  edge: number;
}

/** More pixels than that many do not stay close to the processor while they are multiplied. */
const MOST_PIXELS = 256;

/** One row of the filter for one panel of outputs. */
export const filterGradient: Run<FilterGradient> = (routines, task, { unit, thread }) => {
  const { pixels, run, outputs } = task;
  const [tap, panel] = [Math.floor(unit / panels(outputs)), unit % panels(outputs)];
  const planeBytes = pixels * PAIR_BYTES;
  const x = task.x + tap * Math.ceil(run / 2) * planeBytes;
  const dy = task.dy + panel * pixels * PANEL_BYTES;
  for (let pixel = 0; pixel < pixels; pixel += MOST_PIXELS) {
    multiply(routines, {
      a: x + pixel * PAIR_BYTES,
      pair: NUMBER,
      next: planeBytes,
      rows: run,
      segments: 1,
      run: Math.min(MOST_PIXELS, pixels - pixel),
      step: PAIR_BYTES,
      jump: 0,
      b: dy + pixel * PANEL_BYTES,
      columns: panelColumns(outputs, panel),
      out: task.out + tap * run * outputs * NUMBER + panel * PANEL_BYTES,
      outRow: outputs * NUMBER,
      add: task.add || pixel > 0,
      edge: task.edge + thread * EDGE_BYTES,
    });
  }
};
