import { framed } from './frame';
import { filterUnits, matrixBytes, productsBytes, tileSpareBytes, type Geometry } from './tasks';
import { fewestProducts, type Grid } from './winograd';
import type { Workspace } from './workspace';

/** Where images [n, h, w, in], the slopes of their outputs [n, h', w', out] and the gradient of the filter are. */
export interface GradientOperands {
  x: number;
  dy: number;
  out: number;
}

/** Transformed tiles of images take so much memory at a time. */
const MOST_BYTES = 8e6;

/** By Winograd's algorithm: 36 products for 16 slopes, a channel and an output, instead of 144, or 25 for 9 instead of 81. */
export function filterGradientByTiles(work: Workspace, operands: GradientOperands, geometry: Geometry): void {
  const { images, channels, outputs } = geometry;
  const perImage = fewestProducts({ ...geometry, images: 1 }, [3, 4]);
  const { side } = perImage;
  const imageBytes = matrixBytes(side, perImage.tiles, channels) + matrixBytes(side, perImage.tiles, outputs);
  const most = Math.min(images, Math.ceil(MOST_BYTES / imageBytes));
  const { x, dy } = frames(work, operands, { ...geometry, ...perImage });
  const inputs = work.take(matrixBytes(side, most * perImage.tiles, channels));
  const slopes = work.take(matrixBytes(side, most * perImage.tiles, outputs));
  const spareBytes = tileSpareBytes(side, Math.max(channels, outputs));
  const spare = work.take(work.team.size * spareBytes);
  const scratch = work.take(work.team.size * productsBytes(side));
  for (let first = 0; first < images; first += most) {
    const tiles = Math.min(most, images - first) * perImage.tiles;
    const shared = { ...perImage, tiles, channels, outputs, inputs, slopes };
    work.run('transformTiles', Math.ceil(tiles / TILES_PER_UNIT), {
      ...{ ...shared, tilesPerUnit: TILES_PER_UNIT, spare, spareBytes },
      ...{ x: x.from + first * x.imageBytes, dy: dy.from + first * dy.imageBytes },
    });
    const products = { scratch, scratchBytes: productsBytes(side) };
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
    }),
    dy: framed(work, dy, { ...slopes, frameHeight, frameWidth, isDense: true }),
  };
}
