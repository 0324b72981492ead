import type { Routines } from '../routines';
import { multiply } from './product';
import { NUMBER, PANEL, PANEL_BYTES } from './task';

/** A tile has so many outputs on each side: it needs two more inputs, and as many matrices as it has inputs. */
export type Side = 2 | 4;

export function matricesOf(side: Side): number {
  return (side + 2) ** 2;
}

/** The outputs of a 3×3 convolution in tiles. */
export interface TiledConvolution {
  side: Side;
  tiles: number;
  tilesDown: number;
  tilesAcross: number;
  channels: number;
  outputs: number;
  outHeight: number;
  outWidth: number;
  /** Framed images, [side·tilesDown + 2, side·tilesAcross + 2, channels]. */
  from: number;
  out: number;
}

/** Matrices one after the other, with a row for each tile. */
export interface Matrices {
  at: number;
  rowBytes: number;
  plane: number;
}

export function matrices(at: number, rows: number, rowBytes: number): Matrices {
  return { at, rowBytes, plane: rows * rowBytes + APART };
}

/** Between matrices, so that the same places of all of them do not compete for the same lines of the cache. */
export const APART = PANEL_BYTES;

/** What the matrices of so many tiles take. */
export function matricesBytes(side: Side, rows: number, columns: number): number {
  return matricesOf(side) * (rows * columns * NUMBER + APART);
}

/** Some tiles. Each is gone through with numbers alone: to make objects takes as long as to transform it. */
export interface Share {
  first: number;
  count: number;
  /** With the row of the first of them at the start. */
  matrices: Matrices;
  /** Room for a tile on its way. */
  spare: number;
}

type InputTiles = Pick<TiledConvolution, 'side' | 'channels' | 'tilesDown' | 'tilesAcross' | 'from'>;

export function transformInputs(routines: Routines, task: InputTiles, share: Share): void {
  const { side, channels, tilesDown, tilesAcross } = task;
  const { first, count, spare } = share;
  const { at, rowBytes, plane } = share.matrices;
  const frameRowBytes = (side * tilesAcross + 2) * rowBytes;
  for (let i = 0; i < count; i++) {
    const tile = first + i;
    const row = Math.floor(tile / tilesAcross);
    // Images have two rows more than their tiles.
    const y = side * row + 2 * Math.floor(row / tilesDown);
    const from = task.from + y * frameRowBytes + side * (tile % tilesAcross) * rowBytes;
    const to = at + i * rowBytes;
    if (side === 2) routines.transformInput(from, frameRowBytes, channels, to, plane);
    else routines.transformInput4(from, frameRowBytes, channels, to, plane, PANEL_BYTES, spare);
  }
}

/** Sums of that many products are added up: errors of a sum grow with the count of its terms. */
const MOST_CHANNELS = 64;

/** The products of one matrix with a packed panel of filters. No copies of objects here: they take longer than a product. */
export function multiplyPanel(
  routines: Routines,
  { count, channels, from, filter, out, outRow }: Record<keyof PanelProduct, number>,
): void {
  const most = Math.ceil(channels / Math.ceil(channels / MOST_CHANNELS));
  for (let first = 0; first < channels; first += most) {
    multiply(routines, {
      a: from + first * NUMBER,
      pair: channels * NUMBER,
      next: 2 * channels * NUMBER,
      rows: count,
      segments: 1,
      run: Math.min(most, channels - first),
      step: NUMBER,
      jump: 0,
      b: filter + first * PANEL_BYTES,
      columns: PANEL,
      out,
      outRow,
      add: first > 0,
      edge: 0,
    });
  }
}

interface PanelProduct {
  /** Rows of the matrix. */
  count: number;
  channels: number;
  from: number;
  filter: number;
  out: number;
  outRow: number;
}

/** The outputs of tiles for `columns` filters from `column` on. */
export function transformOutputs(
  routines: Routines,
  task: TiledConvolution,
  share: Share & { column: number; columns: number },
): void {
  const { side, outputs, outHeight, outWidth, tilesDown, tilesAcross } = task;
  const { first, count, spare, column, columns } = share;
  const { at, rowBytes, plane } = share.matrices;
  const pixelBytes = outputs * NUMBER;
  const outRowBytes = outWidth * pixelBytes;
  const out = task.out + column * NUMBER;
  const transform = side === 2 ? routines.transformOutput : routines.transformOutput4;
  for (let i = 0; i < count; i++) {
    const tile = first + i;
    const row = Math.floor(tile / tilesAcross);
    const image = Math.floor(row / tilesDown);
    const [y, x] = [side * (row % tilesDown), side * (tile % tilesAcross)];
    const to = out + (image * outHeight + y) * outRowBytes + x * pixelBytes;
    const [height, width] = [Math.min(side, outHeight - y), Math.min(side, outWidth - x)];
    transform(at + i * rowBytes, plane, columns, to, outRowBytes, pixelBytes, height, width, spare);
  }
}
