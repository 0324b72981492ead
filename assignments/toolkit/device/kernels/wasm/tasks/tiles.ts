import type { Routines } from '../routines';
import { multiply } from './product';
import { NUMBER, PANEL, PANEL_BYTES } from './task';

/** A tile has so many outputs on each side. */
export type Side = 2 | 3 | 4;
/** How many inputs more it needs: 2 for 3×3 taps, or 3 for 4×4 taps, whose tiles have 3 outputs on each side. */
export type Reach = 2 | 3;

/** As many as a tile has inputs. */
export function matricesOf(side: Side, reach: Reach = 2): number {
  return (side + reach) ** 2;
}

/** The outputs of a convolution in tiles. */
export interface TiledConvolution {
  side: Side;
  reach: Reach;
  tiles: number;
  tilesDown: number;
  tilesAcross: number;
  channels: number;
  outputs: number;
  outHeight: number;
  outWidth: number;
  /** Framed images, [side·tilesDown + reach, side·tilesAcross + reach, channels]. */
  from: number;
  out: number;
}

/** Matrices one after the other, `plane` bytes apart. */
export interface Matrices {
  at: number;
  plane: number;
}

/** Between matrices, so that the same places of all of them do not compete for the same lines of the cache. */
export const APART = PANEL_BYTES;

/** How far one of so many numbers is from the next. */
export function planeBytes(rows: number, columns: number): number {
  return rows * columns * NUMBER + APART;
}

/** What the matrices of so many tiles take. */
export function matricesBytes(matrices: number, rows: number, columns: number): number {
  return matrices * planeBytes(rows, columns);
}

/** Sums of that many products are added up: errors of a sum grow with the count of its terms. */
const MOST_CHANNELS = 64;

/**
 * Channels that are multiplied at a time. A matrix has these of all tiles one after the other, [⌈channels / chunk⌉,
 * tiles, chunk]: rows of all channels, far apart, take twice as long to fetch.
 */
export function chunkOf(channels: number): number {
  return 4 * Math.ceil(channels / 4 / Math.ceil(channels / MOST_CHANNELS));
}

/** Some tiles. Each is gone through with numbers alone: to make objects takes as long as to transform it. */
export interface Share {
  first: number;
  count: number;
  matrices: Matrices;
  /** Room for a tile on its way. */
  spare: number;
}

/** The routines for tiles of each size take the same parameters; those for the smallest leave out the last ones. */
const INPUTS = { 2: 'transformInput', 3: 'transformInput3', 4: 'transformInput4' } as const;
export const FILTERS = { 2: 'transformFilter', 3: 'transformFilter3', 4: 'transformFilter4' } as const;
const OUTPUTS = { 2: 'transformOutput', 3: 'transformOutput3', 4: 'transformOutput4' } as const;

type InputTiles = Pick<
  TiledConvolution,
  'side' | 'reach' | 'channels' | 'tilesDown' | 'tilesAcross' | 'from'
>;

/** Into matrices of `rows` tiles, the first of these being tile `firstRow`. */
export function transformInputs(
  routines: Routines,
  task: InputTiles,
  share: Share & { rows: number; firstRow: number },
): void {
  const { side, reach, channels, tilesDown, tilesAcross } = task;
  const { first, count, rows, firstRow, spare } = share;
  const { at, plane } = share.matrices;
  const [pixelBytes, chunk] = [channels * NUMBER, chunkOf(channels)];
  const frameRowBytes = (side * tilesAcross + reach) * pixelBytes;
  // Of as many inputs, the transform is the same.
  const transform = routines[reach === 3 ? 'transformInput4' : INPUTS[side]];
  for (let tile = first; tile < first + count; tile++) {
    const row = Math.floor(tile / tilesAcross);
    // Images have some rows more than their tiles.
    const y = side * row + reach * Math.floor(row / tilesDown);
    const from = task.from + y * frameRowBytes + side * (tile % tilesAcross) * pixelBytes;
    for (let channel = 0; channel < channels; channel += chunk) {
      const width = Math.min(chunk, channels - channel);
      const [here, to] = [
        from + channel * NUMBER,
        at + (channel * rows + (tile - firstRow) * width) * NUMBER,
      ];
      transform(here, frameRowBytes, pixelBytes, width, to, plane, PANEL_BYTES, spare);
    }
  }
}

interface ChunkProduct {
  /** Tiles of the matrix. */
  rows: number;
  /** The first channel, and how many of them. */
  first: number;
  width: number;
  matrix: number;
  /** Packed, from the first channel on. */
  filter: number;
  out: number;
  outRow: number;
}

/**
 * The products of some channels of one matrix with a packed panel of filters, added to those of the channels before. No
 * copies of objects here: they take longer than a product.
 */
export function multiplyChunk(
  routines: Routines,
  { rows, first, width, matrix, filter, out, outRow }: ChunkProduct,
): void {
  multiply(routines, {
    a: matrix + first * rows * NUMBER,
    pair: width * NUMBER,
    next: 2 * width * NUMBER,
    rows,
    segments: 1,
    run: width,
    step: NUMBER,
    jump: 0,
    b: filter,
    columns: PANEL,
    out,
    outRow,
    add: first > 0,
    edge: 0,
  });
}

/** The outputs of tiles for `columns` filters from `column` on. */
export function transformOutputs(
  routines: Routines,
  task: TiledConvolution,
  share: Share & { rowBytes: number; column: number; columns: number },
): void {
  const { side, outputs, outHeight, outWidth, tilesDown, tilesAcross } = task;
  const { first, count, rowBytes, spare, column, columns } = share;
  const { at, plane } = share.matrices;
  const pixelBytes = outputs * NUMBER;
  const outRowBytes = outWidth * pixelBytes;
  const out = task.out + column * NUMBER;
  const transform = routines[task.reach === 3 ? 'transformGradient4' : OUTPUTS[side]];
  for (let i = 0; i < count; i++) {
    const tile = first + i;
    const row = Math.floor(tile / tilesAcross);
    const image = Math.floor(row / tilesDown);
    const [y, x] = [side * (row % tilesDown), side * (tile % tilesAcross)];
    const to = out + (image * outHeight + y) * outRowBytes + x * pixelBytes;
    const [height, width] = [Math.min(side, outHeight - y), Math.min(side, outWidth - x)];
    transform(at + i * rowBytes, plane, columns, to, outRowBytes, pixelBytes, height, width, spare, 0);
  }
}
