import type { Routines } from '../routines';
import { multiply } from './product';
import { NUMBER, PANEL, PANEL_BYTES, panelColumns, panels, type Run } from './task';

/** A tile has so many outputs on each side: it needs two more inputs, and as many matrices as it has inputs. */
export type Side = 2 | 4;

export function matricesOf(side: Side): number {
  return (side + 2) ** 2;
}

/** Filters [3, 3, channels, outputs] as packed matrices, 16 or 36 of them. */
export interface TransformFilters {
  side: Side;
  from: number;
  to: number;
  channels: number;
  outputs: number;
  /** `SPARE_BYTES` for each thread. */
  spare: number;
}

/** 18 rows of a panel. */
export const SPARE_BYTES = 18 * PANEL_BYTES;

/** One panel of outputs. */
export const transformFilters: Run<TransformFilters> = (routines, task, { unit, thread }) => {
  const { side, channels, outputs } = task;
  const panelBytes = channels * PANEL_BYTES;
  const rowBytes = outputs * NUMBER;
  const [from, to] = [task.from + unit * PANEL_BYTES, task.to + unit * panelBytes];
  const columns = panelColumns(outputs, unit);
  const plane = panels(outputs) * panelBytes;
  const spare = task.spare + thread * SPARE_BYTES;
  const transform = side === 2 ? routines.transformFilter : routines.transformFilter4;
  transform(from, channels * rowBytes, rowBytes, channels, columns, to, plane, spare);
};

/** The outputs of a 3×3 convolution in tiles of 2 × 2 or 4 × 4. */
export interface Tiles {
  side: Side;
  tiles: number;
  tilesDown: number;
  tilesAcross: number;
  /** A unit has so many. */
  tilesPerUnit: number;
  channels: number;
  outputs: number;
  outHeight: number;
  outWidth: number;
  /** Framed images, [side·tilesDown + 2, side·tilesAcross + 2, channels]. */
  from: number;
  /** Transformed. */
  filter: number;
  out: number;
  /** Room for each thread: the tiles of a unit, transformed, and their products. */
  scratch: number;
  scratchBytes: number;
}

/** Room for so many tiles, and for one on its way. */
export function tileBytes(
  tiles: number,
  { side, channels, outputs }: { side: Side; channels: number; outputs: number },
): number {
  const width = panels(outputs) * PANEL;
  const numbers = tiles * (channels + width) + Math.max(channels, outputs);
  return matricesOf(side) * (numbers * NUMBER + 2 * APART);
}

/** Between matrices, so that the same places of all of them do not compete for the same lines of the cache. */
const APART = PANEL_BYTES;

export const tiles: Run<Tiles> = (routines, task, { unit, thread }) => {
  const first = unit * task.tilesPerUnit;
  const count = Math.min(task.tilesPerUnit, task.tiles - first);
  const matrixCount = matricesOf(task.side);
  const at = task.scratch + thread * task.scratchBytes;
  const inputs = matrices(at, count, task.channels * NUMBER);
  const products = matrices(at + matrixCount * inputs.plane, count, panels(task.outputs) * PANEL_BYTES);
  const spare = products.at + matrixCount * products.plane;
  transformInputs(routines, task, { first, count, matrices: inputs, spare });
  multiplyMatrices(routines, task, { count, inputs, products });
  transformOutputs(routines, task, { first, count, matrices: products, spare });
};

/** Matrices one after the other, with a row for each tile. */
interface Matrices {
  at: number;
  rowBytes: number;
  plane: number;
}

function matrices(at: number, rows: number, rowBytes: number): Matrices {
  return { at, rowBytes, plane: rows * rowBytes + APART };
}

/** The tiles of a unit. Each is gone through with numbers alone: to make objects takes as long as to transform it. */
interface Share {
  first: number;
  count: number;
  matrices: Matrices;
  spare: number;
}

function transformInputs(routines: Routines, task: Tiles, { first, count, matrices, spare }: Share): void {
  const { side, channels, tilesDown, tilesAcross } = task;
  const { at, rowBytes, plane } = matrices;
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

function multiplyMatrices(
  routines: Routines,
  { side, channels, outputs, filter }: Tiles,
  { count, inputs, products }: { count: number; inputs: Matrices; products: Matrices },
): void {
  const panelBytes = channels * PANEL_BYTES;
  const most = Math.ceil(channels / Math.ceil(channels / MOST_CHANNELS));
  for (let matrix = 0; matrix < matricesOf(side); matrix++) {
    const from = inputs.at + matrix * inputs.plane;
    const out = products.at + matrix * products.plane;
    for (let panel = 0; panel < panels(outputs); panel++) {
      const b = filter + (matrix * panels(outputs) + panel) * panelBytes;
      for (let first = 0; first < channels; first += most) {
        multiply(routines, {
          a: from + first * NUMBER,
          pair: inputs.rowBytes,
          next: 2 * inputs.rowBytes,
          rows: count,
          segments: 1,
          run: Math.min(most, channels - first),
          step: NUMBER,
          jump: 0,
          b: b + first * PANEL_BYTES,
          columns: PANEL,
          out: out + panel * PANEL_BYTES,
          outRow: products.rowBytes,
          add: first > 0,
          edge: 0,
        });
      }
    }
  }
}

function transformOutputs(routines: Routines, task: Tiles, { first, count, matrices, spare }: Share): void {
  const { side, outputs, outHeight, outWidth, tilesDown, tilesAcross } = task;
  const { at, rowBytes, plane } = matrices;
  const pixelBytes = outputs * NUMBER;
  const outRowBytes = outWidth * pixelBytes;
  const transform = side === 2 ? routines.transformOutput : routines.transformOutput4;
  for (let i = 0; i < count; i++) {
    const tile = first + i;
    const row = Math.floor(tile / tilesAcross);
    const image = Math.floor(row / tilesDown);
    const [y, x] = [side * (row % tilesDown), side * (tile % tilesAcross)];
    const to = task.out + (image * outHeight + y) * outRowBytes + x * pixelBytes;
    const [height, width] = [Math.min(side, outHeight - y), Math.min(side, outWidth - x)];
    transform(at + i * rowBytes, plane, outputs, to, outRowBytes, height, width, spare);
  }
}
