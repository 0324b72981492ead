import { adam } from './adam';
import { affine, affineGradient, channelSums, gradientSums } from './batch-norm';
import { filterGradient, windows } from './convolution';
import { filterTiles, transformTiles } from './filter-tiles';
import { arrangeFilter, frame, pack, pairPixels, split, turnTaps } from './layout';
import { maxPool, maxPoolGradient } from './max-pool';
import { reluGradient } from './relu';
import type { Run } from './task';
import { tiles, transformFilters } from './winograd';
import { panelTiles, tileInputs } from './winograd-panels';

export { sumsBytes } from './batch-norm';
export { EDGE_BYTES } from './convolution';
export { filterUnits, matrixBytes, productsBytes, tileSpareBytes, type FilterTiles } from './filter-tiles';
export type { FramedWindows, Geometry } from './geometry';
export { PAIR_BYTES } from './layout';
export { NUMBER, PANEL_BYTES, panelColumns, panels } from './task';
export { matricesBytes, matricesOf, type Side, type TiledConvolution } from './tiles';
export { SPARE_BYTES, tileBytes } from './winograd';
export { panelTilesBytes } from './winograd-panels';

/** What threads can be asked to do. */
const TASKS = {
  adam,
  affine,
  affineGradient,
  arrangeFilter,
  channelSums,
  filterGradient,
  filterTiles,
  frame,
  gradientSums,
  maxPool,
  maxPoolGradient,
  pack,
  pairPixels,
  panelTiles,
  reluGradient,
  split,
  tileInputs,
  tiles,
  transformFilters,
  transformTiles,
  turnTaps,
  windows,
};

export type Kind = keyof typeof TASKS;
export type TaskOf<K extends Kind> = Parameters<(typeof TASKS)[K]>[1];

/** What does a unit of such a task. */
export function runnerOf<K extends Kind>(kind: K): Run<TaskOf<K>> {
  return TASKS[kind] as Run<TaskOf<K>>;
}
