import { framed } from './frame';
import {
  filterUnits,
  PANEL_BYTES,
  panels,
  matricesOf,
  matrixBytes,
  productsBytes,
  tileSpareBytes,
  type FilterTiles,
  type Geometry,
} from './tasks';
import { fewestProducts, type Grid } from './winograd';
import type { Workspace } from './workspace';

/** Where images [n, h, w, in], the slopes of their outputs [n, h', w', out] and the gradient of the filter are. */
export interface GradientOperands {
  x: number;
  dy: number;
  out: number;
}

/** Transformed tiles take so much memory at a time, unless they are too few to be worth a round of products. */
const MOST_BYTES = 4e6;
const FEWEST_TILES = 64;

/** By Winograd's algorithm: 36 products for 16 slopes, a channel and an output, instead of 144, or 25 for 9 instead of 81. */
export function filterGradientByTiles(work: Workspace, operands: GradientOperands, geometry: Geometry): void {
  const grid = fewestProducts({ ...geometry, images: 1 }, [3, 4]);
  const { x, dy } = frames(work, operands, { ...geometry, ...grid });
  const { images, channels, outputs } = geometry;
  gradientOfTiles(work, { grid: { ...grid, reach: 2 }, images, channels, outputs, x, dy, out: operands.out });
}

/** Framed images and slopes, and the tiles of one image. */
export interface TiledGradient extends Pick<Geometry, 'images' | 'channels' | 'outputs'> {
  grid: Pick<FilterTiles, 'side' | 'reach' | 'tiles' | 'tilesDown' | 'tilesAcross'>;
  x: number;
  dy: number;
  out: number;
}

/** The sum over all tiles, some of them at a time. */
export function gradientOfTiles(work: Workspace, operands: TiledGradient): void {
  const { grid, images, channels, outputs, x, dy, out } = operands;
  const matrices = matricesOf(grid.side, grid.reach);
  const all = images * grid.tiles;
  const tileBytes = matrices * (panels(channels) + panels(outputs)) * PANEL_BYTES;
  const rounds = Math.min((all * tileBytes) / MOST_BYTES, all / FEWEST_TILES);
  const most = Math.ceil(all / Math.max(1, Math.floor(rounds)));
  const inputs = work.take(matrixBytes(matrices, most, channels));
  const slopes = work.take(matrixBytes(matrices, most, outputs));
  const spareBytes = tileSpareBytes(matrices, Math.max(channels, outputs));
  const spare = work.take(work.team.size * spareBytes);
  const scratchBytes = productsBytes(matrices);
  const scratch = work.take(work.team.size * scratchBytes);
  for (let firstTile = 0; firstTile < all; firstTile += most) {
    const tiles = Math.min(most, all - firstTile);
    const shared = { ...grid, tiles, channels, outputs, inputs, slopes };
    work.run('transformTiles', Math.ceil(tiles / TILES_PER_UNIT), {
      ...{ ...shared, x, dy, firstTile, tilesPerUnit: TILES_PER_UNIT, spare, spareBytes },
    });
    const task = { ...shared, scratch, scratchBytes, out, add: firstTile > 0 };
    work.run('filterTiles', filterUnits(shared), task);
  }
}

/** Few enough for all threads to have some. */
const TILES_PER_UNIT = 16;

/** Images and slopes with zeros around them, so that there are whole tiles of both. */
function frames(work: Workspace, { x, dy }: GradientOperands, geometry: Geometry & Grid) {
  const { side, tilesDown, tilesAcross } = geometry;
  const [frameHeight, frameWidth] = [side * tilesDown, side * tilesAcross];
  const { outHeight: height, outWidth: width, outputs } = geometry;
  const slopes = { ...geometry, height, width, channels: outputs, top: 0, left: 0 };
  return {
    x: framed(work, x, {
      ...geometry,
      frameHeight: frameHeight + 2,
      frameWidth: frameWidth + 2,
      isDense: true,
    }).from,
    dy: framed(work, dy, { ...slopes, frameHeight, frameWidth, isDense: true }).from,
  };
}
