import { framed } from './frame';
import { filterUnits, matrixBytes, PRODUCTS_BYTES, tileSpareBytes, type Geometry } from './tasks';
import { grid } from './winograd';
import type { Workspace } from './workspace';

/** Where images [n, h, w, in], the slopes of their outputs [n, h', w', out] and the gradient of the filter are. */
export interface GradientOperands {
  x: number;
  dy: number;
  out: number;
}

/** Transformed tiles of images take so much memory at a time. */
const MOST_BYTES = 8e6;

/** By Winograd's algorithm: 36 products for 16 slopes, a channel and an output, instead of 144. */
export function filterGradientByTiles(work: Workspace, operands: GradientOperands, geometry: Geometry): void {
  const { images, channels, outputs } = geometry;
  const perImage = grid({ ...geometry, images: 1 }, 4);
  const imageBytes = matrixBytes(perImage.tiles, channels) + matrixBytes(perImage.tiles, outputs);
  const most = Math.min(images, Math.ceil(MOST_BYTES / imageBytes));
  const { x, dy } = frames(work, operands, geometry);
  const inputs = work.take(matrixBytes(most * perImage.tiles, channels));
  const slopes = work.take(matrixBytes(most * perImage.tiles, outputs));
  const spareBytes = tileSpareBytes(Math.max(channels, outputs));
  const spare = work.take(work.team.size * spareBytes);
  const scratch = work.take(work.team.size * PRODUCTS_BYTES);
  for (let first = 0; first < images; first += most) {
    const tiles = Math.min(most, images - first) * perImage.tiles;
    const shared = { ...perImage, tiles, channels, outputs, inputs, slopes };
    work.run('transformTiles', Math.ceil(tiles / TILES_PER_UNIT), {
      ...{ ...shared, tilesPerUnit: TILES_PER_UNIT, spare, spareBytes },
      ...{ x: x.from + first * x.imageBytes, dy: dy.from + first * dy.imageBytes },
    });
    const products = { scratch, scratchBytes: PRODUCTS_BYTES };
    work.run('filterTiles', filterUnits(shared), {
      ...shared,
      ...products,
      out: operands.out,
      add: first > 0,
    });
  }
}

/** Few enough for all threads to have some. */
const TILES_PER_UNIT = 16;

/** Images and slopes with zeros around them, so that there are whole tiles of both. */
function frames(work: Workspace, { x, dy }: GradientOperands, geometry: Geometry) {
  const { tilesDown, tilesAcross } = grid(geometry, 4);
  const [frameHeight, frameWidth] = [4 * tilesDown, 4 * tilesAcross];
  const { outHeight: height, outWidth: width, outputs } = geometry;
  const slopes = { ...geometry, height, width, channels: outputs, top: 0, left: 0 };
  return {
    x: framed(work, x, {
      ...geometry,
      frameHeight: frameHeight + 2,
      frameWidth: frameWidth + 2,
      isDense: true,
    }),
    dy: framed(work, dy, { ...slopes, frameHeight, frameWidth, isDense: true }),
  };
}
