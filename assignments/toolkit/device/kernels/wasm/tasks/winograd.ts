import type { Routines } from '../routines';
import { NUMBER, PANEL, PANEL_BYTES, panelColumns, panels, type Run } from './task';
import {
  APART,
  chunkOf,
  FILTERS,
  matricesBytes,
  matricesOf,
  multiplyChunk,
  planeBytes,
  transformInputs,
  transformOutputs,
  type Matrices,
  type Side,
  type TiledConvolution,
} from './tiles';

/** Filters [3, 3, channels, outputs] as packed matrices, 16, 25 or 36 of them. */
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
  const { channels, outputs } = task;
  const panelBytes = channels * PANEL_BYTES;
  const [to, plane] = [task.to + unit * panelBytes, panels(outputs) * panelBytes];
  const own = { ...task, panel: unit, first: 0, width: channels };
  transformPanel(routines, own, { to, plane, spare: task.spare + thread * SPARE_BYTES });
};

/** Filters, which panel of them, and which of their channels. */
export interface FilterPanel extends Omit<TransformFilters, 'to' | 'spare'> {
  panel: number;
  first: number;
  width: number;
}

export function transformPanel(
  routines: Routines,
  { side, from, channels, outputs, panel, first, width }: FilterPanel,
  { to, plane, spare }: Record<'to' | 'plane' | 'spare', number>,
): void {
  const rowBytes = outputs * NUMBER;
  const [here, columns] = [from + panel * PANEL_BYTES + first * rowBytes, panelColumns(outputs, panel)];
  routines[FILTERS[side]](here, channels * rowBytes, rowBytes, width, columns, to, plane, spare);
}

/** A tiled convolution whose filters are smaller than its images: each unit has some tiles and all filters. */
export interface Tiles extends TiledConvolution {
  /** A unit has so many. */
  tilesPerUnit: number;
  /** Transformed. */
  filter: number;
  /** Room for each thread: the tiles of a unit, transformed, and their products. */
  scratch: number;
  scratchBytes: number;
}

/** Room for so many tiles, and for one on its way. */
export function tileBytes(
  tiles: number,
  { side, reach, channels, outputs }: Pick<TiledConvolution, 'side' | 'reach' | 'channels' | 'outputs'>,
): number {
  const [matrices, width] = [matricesOf(side, reach), panels(outputs) * PANEL];
  const spare = matrices * Math.max(channels, outputs) * NUMBER;
  return matricesBytes(matrices, tiles, channels) + matricesBytes(matrices, tiles, width) + spare;
}

export const tiles: Run<Tiles> = (routines, task, { unit, thread }) => {
  const { channels, outputs } = task;
  const all = matricesOf(task.side, task.reach);
  const first = unit * task.tilesPerUnit;
  const count = Math.min(task.tilesPerUnit, task.tiles - first);
  const rowBytes = panels(outputs) * PANEL_BYTES;
  const inputs = { at: task.scratch + thread * task.scratchBytes, plane: planeBytes(count, channels) };
  const products = { at: inputs.at + all * inputs.plane, plane: count * rowBytes + APART };
  const spare = products.at + all * products.plane;
  const share = { first, count, spare };
  transformInputs(routines, task, { ...share, matrices: inputs, rows: count, firstRow: first });
  multiplyMatrices(routines, task, { count, inputs, products });
  transformOutputs(routines, task, { ...share, matrices: products, rowBytes, column: 0, columns: outputs });
};

function multiplyMatrices(
  routines: Routines,
  { side, reach, channels, outputs, filter }: Tiles,
  { count, inputs, products }: { count: number; inputs: Matrices; products: Matrices },
): void {
  const [all, chunk] = [panels(outputs), chunkOf(channels)];
  for (let matrix = 0; matrix < matricesOf(side, reach); matrix++) {
    for (let panel = 0; panel < all; panel++) {
      for (let first = 0; first < channels; first += chunk) {
        multiplyChunk(routines, {
          rows: count,
          first,
          width: Math.min(chunk, channels - first),
          matrix: inputs.at + matrix * inputs.plane,
          filter: filter + ((matrix * all + panel) * channels + first) * PANEL_BYTES,
          out: products.at + matrix * products.plane + panel * PANEL_BYTES,
          outRow: all * PANEL_BYTES,
        });
      }
    }
  }
}
