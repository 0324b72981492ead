import type { Routines } from '../routines';
import { multiply } from './product';
import { NUMBER, PANEL, PANEL_BYTES, panelColumns, panels, type Run } from './task';

/** Filters [3, 3, channels, outputs] as 16 packed matrices. */
export interface TransformFilters {
  from: number;
  to: number;
  channels: number;
  outputs: number;
}

/** One panel of outputs. */
export const transformFilters: Run<TransformFilters> = (routines, task, { unit }) => {
  const { channels, outputs } = task;
  const panelBytes = channels * PANEL_BYTES;
  const rowBytes = outputs * NUMBER;
  const [from, to] = [task.from + unit * PANEL_BYTES, task.to + unit * panelBytes];
  const columns = panelColumns(outputs, unit);
  const plane = panels(outputs) * panelBytes;
  routines.transformFilter(from, channels * rowBytes, rowBytes, channels, columns, to, plane);
};

/** The outputs of a 3×3 convolution in tiles of 2 × 2. */
export interface Tiles {
  tiles: number;
  tilesDown: number;
  tilesAcross: number;
  /** A unit has so many. */
  tilesPerUnit: number;
  channels: number;
  outputs: number;
  outHeight: number;
  outWidth: number;
  /** Framed images, [2·tilesDown + 2, 2·tilesAcross + 2, channels]. */
  from: number;
  /** Transformed. */
  filter: number;
  out: number;
  /** Room for each thread: the tiles of a unit, transformed, and their products. */
  scratch: number;
  scratchBytes: number;
}

/** Room for so many tiles. */
export function tileBytes(
  tiles: number,
  { channels, outputs }: { channels: number; outputs: number },
): number {
  return MATRICES * tiles * (channels + panels(outputs) * PANEL) * NUMBER;
}

const MATRICES = 16;

export const tiles: Run<Tiles> = (routines, task, { unit, thread }) => {
  const first = unit * task.tilesPerUnit;
  const count = Math.min(task.tilesPerUnit, task.tiles - first);
  const scratch = task.scratch + thread * task.scratchBytes;
  const inputs = { at: scratch, rowBytes: task.channels * NUMBER };
  const products = {
    at: scratch + MATRICES * count * inputs.rowBytes,
    rowBytes: panels(task.outputs) * PANEL_BYTES,
  };
  for (let i = 0; i < count; i++) transformInput(routines, task, { tile: first + i, i, count, ...inputs });
  multiplyMatrices(routines, task, { count, inputs, products });
  for (let i = 0; i < count; i++) transformOutput(routines, task, { tile: first + i, i, count, ...products });
};

/** 16 matrices one after the other, with a row for each tile. */
interface Matrices {
  at: number;
  rowBytes: number;
}

interface TileRow extends Matrices {
  tile: number;
  /** Its row among `count`. */
  i: number;
  count: number;
}

function transformInput(routines: Routines, task: Tiles, { tile, i, count, at, rowBytes }: TileRow): void {
  const { image, y, x } = placeOf(tile, task);
  const frameRowBytes = (2 * task.tilesAcross + 2) * rowBytes;
  const from = task.from + (image * (2 * task.tilesDown + 2) + y) * frameRowBytes + x * rowBytes;
  routines.transformInput(from, frameRowBytes, task.channels, at + i * rowBytes, count * rowBytes);
}

function multiplyMatrices(
  routines: Routines,
  { channels, outputs, filter }: Tiles,
  { count, inputs, products }: { count: number; inputs: Matrices; products: Matrices },
): void {
  const panelBytes = channels * PANEL_BYTES;
  for (let matrix = 0; matrix < MATRICES; matrix++) {
    const from = inputs.at + matrix * count * inputs.rowBytes;
    const out = products.at + matrix * count * products.rowBytes;
    for (let panel = 0; panel < panels(outputs); panel++) {
      multiply(routines, {
        a: from,
        pair: inputs.rowBytes,
        next: 2 * inputs.rowBytes,
        rows: count,
        segments: 1,
        run: channels,
        step: NUMBER,
        jump: 0,
        b: filter + (matrix * panels(outputs) + panel) * panelBytes,
        columns: PANEL,
        out: out + panel * PANEL_BYTES,
        outRow: products.rowBytes,
        add: false,
        edge: 0,
      });
    }
  }
}

function transformOutput(routines: Routines, task: Tiles, { tile, i, count, at, rowBytes }: TileRow): void {
  const { outputs, outHeight, outWidth } = task;
  const { image, y, x } = placeOf(tile, task);
  const to = task.out + ((image * outHeight + y) * outWidth + x) * outputs * NUMBER;
  const [height, width] = [Math.min(2, outHeight - y), Math.min(2, outWidth - x)];
  const outRow = outWidth * outputs * NUMBER;
  routines.transformOutput(at + i * rowBytes, count * rowBytes, outputs, to, outRow, height, width);
}

/** The image of a tile, and the first of its outputs there. */
function placeOf(tile: number, { tilesDown, tilesAcross }: Tiles): { image: number; y: number; x: number } {
  return {
    image: Math.floor(tile / (tilesDown * tilesAcross)),
    y: 2 * (Math.floor(tile / tilesAcross) % tilesDown),
    x: 2 * (tile % tilesAcross),
  };
}
