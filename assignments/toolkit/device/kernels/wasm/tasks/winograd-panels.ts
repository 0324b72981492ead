import type { Routines } from '../routines';
import { NUMBER, PANEL, PANEL_BYTES, panelColumns, type Run } from './task';
import {
  chunkOf,
  matricesBytes,
  matricesOf,
  multiplyChunk,
  planeBytes,
  transformInputs,
  transformOutputs,
  type Matrices,
  type TiledConvolution,
} from './tiles';
import { SPARE_BYTES, transformPanel } from './winograd';

/** A tiled convolution whose images are smaller than its filters: each unit has a panel of filters and all tiles. */
export interface PanelTiles extends TiledConvolution {
  /** Not transformed. */
  filter: number;
  /** Transformed. */
  inputs: number;
  /** Room for each thread: a panel of filters, transformed, and its products. */
  scratch: number;
  scratchBytes: number;
}

/** Transforms some tiles of all images before. */
export interface TileInputs extends PanelTiles {
  tilesPerUnit: number;
}

export const tileInputs: Run<TileInputs> = (routines, task, { unit, thread }) => {
  const first = unit * task.tilesPerUnit;
  const count = Math.min(task.tilesPerUnit, task.tiles - first);
  const matrices = { at: task.inputs, plane: planeBytes(task.tiles, task.channels) };
  const spare = task.scratch + thread * task.scratchBytes;
  transformInputs(routines, task, { first, count, matrices, spare, rows: task.tiles, firstRow: 0 });
};

const TAPS = 9;

/** Room for a panel of filters and its products, and for a tile or filters on their way. */
export function panelTilesBytes({
  side,
  tiles,
  channels,
}: Pick<PanelTiles, 'side' | 'tiles' | 'channels'>): number {
  const [matrices, chunk] = [matricesOf(side), chunkOf(channels)];
  const packed = SPARE_BYTES + TAPS * chunk * PANEL_BYTES;
  const spare = Math.max(packed, matrices * Math.max(chunk, PANEL) * NUMBER);
  return matricesBytes(matrices, chunk, PANEL) + matricesBytes(matrices, tiles, PANEL) + spare;
}

export const panelTiles: Run<PanelTiles> = (routines, task, { unit: panel, thread }) => {
  const { side, tiles, channels, outputs } = task;
  const filters = {
    at: task.scratch + thread * task.scratchBytes,
    plane: planeBytes(chunkOf(channels), PANEL),
  };
  const products = { at: filters.at + matricesOf(side) * filters.plane, plane: planeBytes(tiles, PANEL) };
  const spare = products.at + matricesOf(side) * products.plane;
  multiplyPanels(routines, task, { panel, filters, products, spare });
  const share = { first: 0, count: tiles, matrices: products, spare };
  const columns = panelColumns(outputs, panel);
  transformOutputs(routines, task, { ...share, rowBytes: PANEL_BYTES, column: panel * PANEL, columns });
};

/** Some channels at a time, whose filters stay close to the processor. */
function multiplyPanels(
  routines: Routines,
  task: PanelTiles,
  {
    panel,
    filters,
    products,
    spare,
  }: Record<'filters' | 'products', Matrices> & Record<'panel' | 'spare', number>,
): void {
  const { side, tiles, channels, outputs } = task;
  const [chunk, plane] = [chunkOf(channels), planeBytes(tiles, channels)];
  const [columns, packed] = [panelColumns(outputs, panel), spare + SPARE_BYTES];
  for (let first = 0; first < channels; first += chunk) {
    const width = Math.min(chunk, channels - first);
    // Copied first: a copy waits for many rows of the filter at a time, which are far apart, a transform for one after the other.
    for (let tap = 0; tap < TAPS; tap++) {
      const from = task.filter + ((tap * channels + first) * outputs + panel * PANEL) * NUMBER;
      routines.pack(from, outputs * NUMBER, width, columns, packed + tap * width * PANEL_BYTES);
    }
    const own = { side, from: packed, channels: width, outputs: PANEL, panel: 0, first: 0, width };
    transformPanel(routines, own, { to: filters.at, plane: filters.plane, spare });
    for (let matrix = 0; matrix < matricesOf(side); matrix++) {
      multiplyChunk(routines, {
        rows: tiles,
        first,
        width,
        matrix: task.inputs + matrix * plane,
        filter: filters.at + matrix * filters.plane,
        out: products.at + matrix * products.plane,
        outRow: PANEL_BYTES,
      });
    }
  }
}
