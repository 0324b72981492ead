import { NUMBER, panelColumns, PANEL, PANEL_BYTES, type Run } from './task';

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
  clear(to, frameHeight * frameRowBytes);
  if (rows.count <= 0 || columns.count <= 0) return;
  const first = from + rows.from * rowBytes + columns.from * pixelBytes;
  const target = to + rows.to * frameRowBytes + columns.to * pixelBytes;
  copy(first, rowBytes, rows.count, columns.count * pixelBytes, target, frameRowBytes);
};

/** Images as planes of channel pairs [⌈channels / 2⌉, images, frame height, frame width, 2], framed. */
export interface Split extends Frame {
  images: number;
  channels: number;
}

/** One image. */
export const split: Run<Split> = (routines, task, { unit }) => {
  const { width, pixelBytes, channels, frameHeight, frameWidth } = task;
  const imageBytes = frameHeight * frameWidth * PAIR_BYTES;
  const planeBytes = task.images * imageBytes;
  const to = task.to + unit * imageBytes;
  for (let pair = 0; pair < channels / 2; pair++) routines.clear(to + pair * planeBytes, imageBytes);
  const rows = overlap(task.height, task.top, frameHeight);
  const columns = overlap(width, task.left, frameWidth);
  // Windows may see nothing but padding; the routine counts down from one pixel or more.
  if (columns.count <= 0) return;
  for (let y = 0; y < rows.count; y++) {
    const from = task.from + ((unit * task.height + rows.from + y) * width + columns.from) * pixelBytes;
    const target = to + ((rows.to + y) * frameWidth + columns.to) * PAIR_BYTES;
    routines.split(from, columns.count, channels, target, planeBytes);
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

/** One tap. */
export const turnTaps: Run<TurnTaps> = ({ transpose }, task, { unit }) => {
  const { kernelWidth, channels, outputs, rows, columns } = task;
  const tap = rows[Math.floor(unit / columns.length)] * kernelWidth + columns[unit % columns.length];
  const tapBytes = channels * outputs * NUMBER;
  const [from, to] = [task.from + tap * tapBytes, task.to + unit * tapBytes];
  transpose(from, outputs * NUMBER, channels, NUMBER, outputs, to, channels * NUMBER);
};
