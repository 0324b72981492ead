import type { FramedWindows } from './geometry';
import { NUMBER, panelColumns, panels, PANEL, PANEL_BYTES, type Run } from './task';

/** A matrix [rows, columns] as panels [⌈columns / 16⌉, rows, 16], with zeros in columns that there are not. */
export interface Pack {
  from: number;
  to: number;
  rows: number;
  columns: number;
}

/** One panel. */
export const pack: Run<Pack> = (routines, { from, to, rows, columns }, { unit }) => {
  const width = panelColumns(columns, unit);
  routines.pack(from + unit * PANEL_BYTES, columns * NUMBER, rows, width, to + unit * rows * PANEL_BYTES);
};

/** Images with zeros around them, or without what lies outside of a frame. */
export interface Frame {
  from: number;
  to: number;
  height: number;
  width: number;
  pixelBytes: number;
  /** Where the image begins in the frame; below 0 when the frame begins inside the image. */
  top: number;
  left: number;
  frameHeight: number;
  frameWidth: number;
}

/** One image. */
export const frame: Run<Frame> = ({ clear, copy }, task, { unit }) => {
  const { height, width, pixelBytes, top, left, frameHeight, frameWidth } = task;
  const [rowBytes, frameRowBytes] = [width * pixelBytes, frameWidth * pixelBytes];
  const from = task.from + unit * height * rowBytes;
  const to = task.to + unit * frameHeight * frameRowBytes;
  const rows = overlap(height, top, frameHeight);
  const columns = overlap(width, left, frameWidth);
  if (rows.count <= 0 || columns.count <= 0) return clear(to, frameHeight * frameRowBytes);
  const first = from + rows.from * rowBytes + columns.from * pixelBytes;
  const target = to + rows.to * frameRowBytes + columns.to * pixelBytes;
  const bytes = columns.count * pixelBytes;
  copy(first, rowBytes, rows.count, bytes, target, frameRowBytes);
  // What is around them: before the first row, between rows, and behind the last one.
  clear(to, target - to);
  for (let y = 0; y < rows.count - 1; y++) clear(target + y * frameRowBytes + bytes, frameRowBytes - bytes);
  const end = target + (rows.count - 1) * frameRowBytes + bytes;
  clear(end, to + frameHeight * frameRowBytes - end);
};

/** What the rows of a filter see of framed images, as planes of pairs [kernel height, ⌈run / 2⌉, images, out pixels, 2]. */
export interface Split extends FramedWindows {
  to: number;
}

/** One row of the filter on one image. */
export const split: Run<Split> = (routines, task, { unit }) => {
  const { images, run, outHeight, outWidth, strideBytes } = task;
  const [tap, image] = [Math.floor(unit / images), unit % images];
  const planeBytes = images * outHeight * outWidth * PAIR_BYTES;
  const first = task.from + image * task.imageBytes + tap * task.rowBytes;
  const to = task.to + tap * Math.ceil(run / 2) * planeBytes + image * outHeight * outWidth * PAIR_BYTES;
  for (let y = 0; y < outHeight; y++) {
    const from = first + y * task.strideRowBytes;
    routines.split(from, strideBytes, outWidth, run, to + y * outWidth * PAIR_BYTES, planeBytes);
  }
};

export const PAIR_BYTES = 2 * NUMBER;

/** Where `length` pixels, the first of them at `start` of a frame, lie in the image and in the frame. */
function overlap(length: number, start: number, frame: number): { from: number; to: number; count: number } {
  const [from, to] = [Math.max(-start, 0), Math.max(start, 0)];
  return { from, to, count: Math.min(length - from, frame - to) };
}

/** Filters from PyTorch's order, [out, in, taps], to [taps, in, out]. */
export interface ArrangeFilter {
  from: number;
  to: number;
  outputs: number;
  channels: number;
  taps: number;
}

/** Sixteen filters. */
export const arrangeFilter: Run<ArrangeFilter> = ({ transpose }, task, { unit }) => {
  const { outputs, channels, taps } = task;
  const filterBytes = channels * taps * NUMBER;
  const from = task.from + unit * PANEL * filterBytes;
  const to = task.to + unit * PANEL_BYTES;
  const rows = panelColumns(outputs, unit);
  for (let tap = 0; tap < taps; tap++) {
    const start = to + tap * channels * outputs * NUMBER;
    transpose(from + tap * NUMBER, filterBytes, rows, taps * NUMBER, channels, start, outputs * NUMBER);
  }
};

/** Some rows and columns of a filter [kernel, kernel, in, out], in a given order, each tap transposed: [out, in]. */
export interface TurnTaps {
  from: number;
  to: number;
  kernelWidth: number;
  channels: number;
  outputs: number;
  rows: number[];
  columns: number[];
}

/** Sixteen rows of a tap, which are sixteen columns then: more of them, far apart as they are, do not stay in the nearest cache. */
export const turnTaps: Run<TurnTaps> = ({ transpose }, task, { unit }) => {
  const { kernelWidth, channels, outputs, rows, columns } = task;
  const [place, panel] = [Math.floor(unit / panels(channels)), unit % panels(channels)];
  const tap = rows[Math.floor(place / columns.length)] * kernelWidth + columns[place % columns.length];
  const tapBytes = channels * outputs * NUMBER;
  const from = task.from + tap * tapBytes + panel * PANEL * outputs * NUMBER;
  const to = task.to + place * tapBytes + panel * PANEL_BYTES;
  transpose(from, outputs * NUMBER, panelColumns(channels, panel), NUMBER, outputs, to, channels * NUMBER);
};

/** Images whose pixels become those of 2 × 2 pixels, [⌊height / 2⌋, ⌊width / 2⌋, 2, 2, channels]. */
export interface PairPixels {
  from: number;
  rowBytes: number;
  imageBytes: number;
  to: number;
  outHeight: number;
  outWidth: number;
  channels: number;
}

/** One row of one image. */
export const pairPixels: Run<PairPixels> = ({ spread }, task, { unit }) => {
  const { from, rowBytes, imageBytes, outHeight, outWidth, channels } = task;
  const [image, y] = [Math.floor(unit / outHeight), unit % outHeight];
  const first = from + image * imageBytes + 2 * y * rowBytes;
  const [to, pieceBytes] = [task.to + unit * outWidth * 4 * channels * NUMBER, 2 * channels * NUMBER];
  spread(first, channels, outWidth, to);
  spread(first + rowBytes, channels, outWidth, to + pieceBytes);
};
