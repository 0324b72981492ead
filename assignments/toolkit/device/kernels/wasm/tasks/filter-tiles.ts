import type { Routines } from '../routines';
import { multiply } from './product';
import { NUMBER, PANEL, PANEL_BYTES, panelColumns, panels, type Run } from './task';
import { APART, matricesOf, type Reach, type Side } from './tiles';

/** The gradient of a filter from tiles of slopes and of the inputs that they come from. */
export interface GradientTiles {
  side: GradientSide;
  reach: Reach;
  tiles: number;
  tilesDown: number;
  tilesAcross: number;
  channels: number;
  outputs: number;
  /** Both transformed: 25 or 36 matrices each, with panels of 16 channels, [⌈channels / 16⌉, tiles, 16]. */
  inputs: number;
  slopes: number;
}

export type GradientSide = Exclude<Side, 2>;

function planeBytes(tiles: number, channels: number): number {
  return panels(channels) * tiles * PANEL_BYTES + APART;
}

/** What the matrices of so many tiles take. */
export function matrixBytes(matrices: number, tiles: number, channels: number): number {
  return matrices * planeBytes(tiles, channels);
}

/** Transforms tiles. */
export interface TransformTiles extends GradientTiles {
  /** Framed images [side·tilesDown + reach, side·tilesAcross + reach, channels] and slopes [side·tilesDown, side·tilesAcross, outputs]. */
  x: number;
  dy: number;
  /** Those of all images are counted on; these are `tiles` from here. */
  firstTile: number;
  /** A unit has so many. */
  tilesPerUnit: number;
  /** Room for each thread, for a tile on its way. */
  spare: number;
  spareBytes: number;
}

/** Room for a tile of so many channels. */
export function tileSpareBytes(matrices: number, channels: number): number {
  return matrices * channels * NUMBER;
}

/** Of inputs, of slopes, and of products: for 3×3 taps by the side of a tile, and for 4×4 taps. */
const TRANSFORMS = {
  3: ['transformInput3', 'transformSlopes3', 'transformOutput3'],
  4: ['transformInput4', 'transformSlopes4', 'transformGradient4'],
  34: ['transformInput4', 'transformSlopes34', 'transformOutput4'],
} as const;

export const transformTiles: Run<TransformTiles> = (routines, task, { unit, thread }) => {
  const { side, reach, tiles, tilesDown, tilesAcross, tilesPerUnit, channels, outputs } = task;
  const [pixelBytes, slopeBytes] = [channels * NUMBER, outputs * NUMBER];
  const [rowBytes, slopeRowBytes] = [
    (side * tilesAcross + reach) * pixelBytes,
    side * tilesAcross * slopeBytes,
  ];
  const [plane, slopePlane] = [planeBytes(tiles, channels), planeBytes(tiles, outputs)];
  const [panel, spare] = [tiles * PANEL_BYTES, task.spare + thread * task.spareBytes];
  const [inputs, slopes] = TRANSFORMS[reach === 3 ? '34' : side];
  const [transformInput, transformSlopes] = [routines[inputs], routines[slopes]];
  const first = unit * tilesPerUnit;
  for (let i = first; i < Math.min(first + tilesPerUnit, tiles); i++) {
    const tile = task.firstTile + i;
    const row = Math.floor(tile / tilesAcross);
    const column = tile % tilesAcross;
    // Images have some rows more than their tiles.
    const y = side * row + reach * Math.floor(row / tilesDown);
    const x = task.x + y * rowBytes + side * column * pixelBytes;
    const dy = task.dy + side * row * slopeRowBytes + side * column * slopeBytes;
    const to = i * PANEL_BYTES;
    transformInput(x, rowBytes, pixelBytes, channels, task.inputs + to, plane, panel, spare);
    transformSlopes(dy, slopeRowBytes, outputs, task.slopes + to, slopePlane, panel, spare);
  }
};

/** Multiplies the matrices and transforms the products into the gradient, [reach + 1, reach + 1, channels, outputs]. */
export interface FilterTiles extends GradientTiles {
  out: number;
  /** Whether the gradient of other tiles is there already. */
  add: boolean;
  /** Room for each thread: the products of a unit, and one row of the gradient on its way. */
  scratch: number;
  scratchBytes: number;
}

/** A unit has a panel of channels and so many panels of outputs. */
const PANELS_PER_UNIT = 2;
const UNIT_ROW_BYTES = PANELS_PER_UNIT * PANEL_BYTES;
/** Four lines of six, on the way to 4 × 4 taps. */
const MOST_LINES = 24;
const PRODUCT_BYTES = PANEL * UNIT_ROW_BYTES + APART;

export function productsBytes(matrices: number): number {
  return matrices * PRODUCT_BYTES + MOST_LINES * UNIT_ROW_BYTES;
}

/** How many units there are. */
export function filterUnits({ channels, outputs }: Pick<GradientTiles, 'channels' | 'outputs'>): number {
  return panels(channels) * Math.ceil(panels(outputs) / PANELS_PER_UNIT);
}

export const filterTiles: Run<FilterTiles> = (routines, task, { unit, thread }) => {
  const { side, reach, channels, outputs } = task;
  const groups = Math.ceil(panels(outputs) / PANELS_PER_UNIT);
  const [panel, firstPanel] = [Math.floor(unit / groups), (unit % groups) * PANELS_PER_UNIT];
  const rows = panelColumns(channels, panel);
  const products = task.scratch + thread * task.scratchBytes;
  multiplyTiles(routines, task, { panel, firstPanel, rows, products });
  const spare = products + matricesOf(side, reach) * PRODUCT_BYTES;
  const columns = Math.min(PANELS_PER_UNIT * PANEL, outputs - firstPanel * PANEL);
  const tap = channels * outputs * NUMBER;
  const transform = routines[TRANSFORMS[reach === 3 ? '34' : side][2]];
  const taps = reach + 1;
  const add = task.add ? 1 : 0;
  for (let row = 0; row < rows; row++) {
    const from = products + row * UNIT_ROW_BYTES;
    const to = task.out + ((panel * PANEL + row) * outputs + firstPanel * PANEL) * NUMBER;
    transform(from, PRODUCT_BYTES, columns, to, taps * tap, tap, taps, taps, spare, add);
  }
};

/**
 * More tiles than that many do not stay close to the processor while they are multiplied. Errors of a sum grow with the
 * count of its terms, and with 4×4 taps they are larger to begin with.
 */
const MOST_TILES = { 2: 128, 3: 64 };

interface Part {
  panel: number;
  firstPanel: number;
  rows: number;
  products: number;
}

function multiplyTiles(
  routines: Routines,
  { side, reach, tiles, channels, outputs, inputs, slopes }: FilterTiles,
  { panel, firstPanel, rows, products }: Part,
): void {
  const [plane, slopePlane] = [planeBytes(tiles, channels), planeBytes(tiles, outputs)];
  const most = Math.ceil(tiles / Math.ceil(tiles / MOST_TILES[reach]));
  const lastPanel = Math.min(firstPanel + PANELS_PER_UNIT, panels(outputs));
  for (let matrix = 0; matrix < matricesOf(side, reach); matrix++) {
    for (let other = firstPanel; other < lastPanel; other++) {
      for (let tile = 0; tile < tiles; tile += most) {
        multiply(routines, {
          a: inputs + matrix * plane + (panel * tiles + tile) * PANEL_BYTES,
          pair: NUMBER,
          next: 2 * NUMBER,
          rows,
          segments: 1,
          run: Math.min(most, tiles - tile),
          step: PANEL_BYTES,
          jump: 0,
          b: slopes + matrix * slopePlane + (other * tiles + tile) * PANEL_BYTES,
          columns: PANEL,
          out: products + matrix * PRODUCT_BYTES + (other - firstPanel) * PANEL_BYTES,
          outRow: UNIT_ROW_BYTES,
          add: tile > 0,
          edge: 0,
        });
      }
    }
  }
}
