import { NUMBER, PANEL, PANEL_BYTES, panelColumns, type Run } from './task';
import {
  matrices,
  matricesBytes,
  matricesOf,
  multiplyPanel,
  transformInputs,
  transformOutputs,
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
  const { at, rowBytes, plane } = matrices(task.inputs, task.tiles, task.channels * NUMBER);
  const spare = task.scratch + thread * task.scratchBytes;
  const own = { at: at + first * rowBytes, rowBytes, plane };
  transformInputs(routines, task, { first, count, matrices: own, spare });
};

/** Room for a panel of filters and its products, and for a tile or a filter on its way. */
export function panelTilesBytes({
  side,
  tiles,
  channels,
}: Pick<PanelTiles, 'side' | 'tiles' | 'channels'>): number {
  const spare = Math.max(SPARE_BYTES, matricesOf(side) * Math.max(channels, PANEL) * NUMBER);
  return matricesBytes(side, channels, PANEL) + matricesBytes(side, tiles, PANEL) + spare;
}

export const panelTiles: Run<PanelTiles> = (routines, task, { unit: panel, thread }) => {
  const { side, tiles, channels, outputs } = task;
  const inputs = matrices(task.inputs, tiles, channels * NUMBER);
  const filters = matrices(task.scratch + thread * task.scratchBytes, channels, PANEL_BYTES);
  const products = matrices(filters.at + matricesOf(side) * filters.plane, tiles, PANEL_BYTES);
  const spare = products.at + matricesOf(side) * products.plane;
  const own = { side, from: task.filter, channels, outputs, panel };
  transformPanel(routines, own, { to: filters.at, plane: filters.plane, spare });
  for (let matrix = 0; matrix < matricesOf(side); matrix++) {
    multiplyPanel(routines, {
      count: tiles,
      channels,
      from: inputs.at + matrix * inputs.plane,
      filter: filters.at + matrix * filters.plane,
      out: products.at + matrix * products.plane,
      outRow: PANEL_BYTES,
    });
  }
  const share = { first: 0, count: tiles, matrices: products, spare };
  const columns = panelColumns(outputs, panel);
  transformOutputs(routines, task, { ...share, column: panel * PANEL, columns });
};
