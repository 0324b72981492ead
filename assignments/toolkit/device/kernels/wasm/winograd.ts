import { framed } from './frame';
import type { Operands } from './operands';
import {
  matricesBytes,
  matricesOf,
  PANEL_BYTES,
  panels,
  panelTilesBytes,
  SPARE_BYTES,
  tileBytes,
  type Geometry,
  type Side,
  type TiledConvolution,
} from './tasks';
import type { Workspace } from './workspace';

/** Tiles of the outputs of a 3×3 convolution. */
export type Grid<S extends Side = Side> = Pick<TiledConvolution, 'tiles' | 'tilesDown' | 'tilesAcross'> & {
  side: S;
};

/**
 * The tiles in which a convolution is computed faster than by every window, if it is. Winograd's algorithm needs a
 * quarter of the products, or half of them, but first transforms the whole filter: not for a few pixels. Its transforms
 * take four channels at a time.
 */
export function gridOf(geometry: Geometry): Grid | undefined {
  const { kernelHeight, kernelWidth, strideHeight, strideWidth, channels, outputs } = geometry;
  const isThreeByThree = kernelHeight === 3 && kernelWidth === 3 && strideHeight === 1 && strideWidth === 1;
  if (!isThreeByThree || channels % 4 > 0 || outputs % 4 > 0) return undefined;
  if (grid(geometry, 2).tiles < FEWEST_TILES) return undefined;
  return fewestProducts(geometry, [2, 3, 4]);
}

/** Of some sizes of tiles the best. Where large ones reach far over the border, they have more products than small ones. */
export function fewestProducts<S extends Side>(geometry: Geometry, sides: S[]): Grid<S> {
  const grids = sides.map((side) => grid(geometry, side));
  // More to transform must be worth it.
  return grids.reduce((best, next) => (products(next) < 0.9 * products(best) ? next : best));
}

/** Transforming the whole filter must be worth it. */
export const FEWEST_TILES = 32;

/** The tiles of such a size. */
export function grid<S extends Side>({ images, outHeight, outWidth }: Geometry, side: S): Grid<S> {
  const [tilesDown, tilesAcross] = [Math.ceil(outHeight / side), Math.ceil(outWidth / side)];
  return { side, tiles: images * tilesDown * tilesAcross, tilesDown, tilesAcross };
}

function products({ side, tiles }: Grid): number {
  return matricesOf(side) * tiles;
}

/** More than that many do not stay close to the processor. */
const MOST_TILES = { 2: 64, 3: 48, 4: 32 };

/** All outputs of a tile at a time, with 16 products a channel instead of 36, 25 instead of 81, or 36 instead of 144. */
export function winograd(work: Workspace, { x, filter, out }: Operands, geometry: Geometry & Grid): void {
  const { side, tiles, tilesDown, tilesAcross, channels, outputs, outHeight, outWidth } = geometry;
  const frame = { frameHeight: side * tilesDown + 2, frameWidth: side * tilesAcross + 2 };
  const { from } = framed(work, x, { ...geometry, ...frame, isDense: true });
  const tiled = {
    side,
    reach: 2 as const,
    tiles,
    tilesDown,
    tilesAcross,
    channels,
    outputs,
    outHeight,
    outWidth,
    from,
    out,
  };
  // What is larger, images or filters, is gone through only once.
  if (tiles < outputs) byPanels(work, tiled, filter);
  else byTiles(work, tiled, transformedFilters(work, tiled, filter));
}

function transformedFilters(
  work: Workspace,
  { side, channels, outputs }: TiledConvolution,
  filter: number,
): number {
  const transformed = work.take(matricesOf(side) * panels(outputs) * channels * PANEL_BYTES);
  const spare = work.take(work.team.size * SPARE_BYTES);
  const filters = { side, from: filter, to: transformed, channels, outputs, spare };
  work.run('transformFilters', panels(outputs), filters);
  return transformed;
}

/** With filters that are transformed. */
export function byTiles(work: Workspace, tiled: TiledConvolution, filter: number): void {
  const { side, tiles } = tiled;
  const rounds = Math.ceil(tiles / (MOST_TILES[side] * work.team.size));
  const tilesPerUnit = Math.ceil(tiles / (rounds * work.team.size));
  const scratchBytes = tileBytes(tilesPerUnit, tiled);
  const room = { scratch: work.take(work.team.size * scratchBytes), scratchBytes };
  const units = Math.ceil(tiles / tilesPerUnit);
  work.run('tiles', units, { ...tiled, ...room, tilesPerUnit, filter });
}

/** Few enough for all threads to have some. */
const TILES_PER_UNIT = 8;

function byPanels(work: Workspace, tiled: TiledConvolution, filter: number): void {
  const { side, tiles, channels, outputs } = tiled;
  const scratchBytes = panelTilesBytes(tiled);
  const task = {
    ...{ ...tiled, filter, inputs: work.take(matricesBytes(matricesOf(side), tiles, channels)) },
    ...{ scratch: work.take(work.team.size * scratchBytes), scratchBytes },
  };
  work.run('tileInputs', Math.ceil(tiles / TILES_PER_UNIT), { ...task, tilesPerUnit: TILES_PER_UNIT });
  work.run('panelTiles', panels(outputs), task);
}
