import { gradientOfTiles, type GradientOperands } from './filter-gradient';
import { framed } from './frame';
import type { Operands } from './operands';
import { matricesOf, NUMBER, PANEL_BYTES, panelColumns, panels, type Geometry } from './tasks';
import { byTiles, FEWEST_TILES, grid } from './winograd';
import type { Workspace } from './workspace';

/** Outputs on each side of a tile, inputs more than that, and taps. */
const [SIDE, REACH, TAPS] = [3, 3, 4] as const;

/**
 * Whether it is a convolution of 7×7 or 8×8 windows, 2 pixels apart. On pixels that are those of 2×2 pixels of the image
 * it is one of 4×4 windows side by side, and Winograd's F(3×3, 4×4) needs 36 products where these have 144.
 */
export function isHalving(geometry: Geometry): boolean {
  const { kernelHeight, kernelWidth, strideHeight, strideWidth, outputs } = geometry;
  const isWide = (kernel: number): boolean => kernel === 7 || kernel === 8;
  const isTwoApart = strideHeight === 2 && strideWidth === 2;
  if (!isWide(kernelHeight) || !isWide(kernelWidth) || !isTwoApart) return false;
  return outputs % 4 === 0 && grid(geometry, SIDE).tiles >= FEWEST_TILES;
}

/** The outputs of such a convolution. */
export function byPairs(work: Workspace, { x, filter, out }: Operands, geometry: Geometry): void {
  const { outputs, outHeight, outWidth } = geometry;
  const size = { reach: REACH, ...grid(geometry, SIDE), channels: 4 * geometry.channels };
  const from = pairs(work, x, geometry);
  byTiles(work, { ...size, outputs, outHeight, outWidth, from, out }, filters(work, filter, geometry));
}

/** Images in frames, [side·tilesDown + reach, side·tilesAcross + reach, 2, 2, channels]. */
function pairs(work: Workspace, x: number, geometry: Geometry): number {
  const { images, channels } = geometry;
  const { tilesDown, tilesAcross } = grid(geometry, SIDE);
  const [outHeight, outWidth] = [SIDE * tilesDown + REACH, SIDE * tilesAcross + REACH];
  const frame = framed(work, x, { ...geometry, frameHeight: 2 * outHeight, frameWidth: 2 * outWidth });
  const to = work.take(images * outHeight * outWidth * 4 * channels * NUMBER);
  work.run('pairPixels', images * outHeight, { ...frame, to, outHeight, outWidth, channels });
  return to;
}

/** The matrices of a filter [kernel, kernel, channels, outputs] as packed panels: few enough for one thread. */
function filters(work: Workspace, filter: number, geometry: Geometry): number {
  const tapBytes = panels(geometry.outputs) * 4 * geometry.channels * PANEL_BYTES;
  const taps = work.take(TAPS * TAPS * tapBytes);
  arrangeTaps(work, { filter, taps, tapBytes }, geometry);
  const matrices = matricesOf(SIDE, REACH);
  const transformed = work.take(matrices * tapBytes);
  const spare = work.take(matrices * tapBytes);
  const numbers = tapBytes / NUMBER;
  work.routines.transformSlopes4(taps, TAPS * tapBytes, numbers, transformed, tapBytes, PANEL_BYTES, spare);
  return transformed;
}

/** [4, 4, ⌈outputs / 16⌉, 2, 2, channels, 16], with zeros where there is no tap and no output. */
function arrangeTaps(
  { routines }: Workspace,
  { filter, taps, tapBytes }: Record<'filter' | 'taps' | 'tapBytes', number>,
  { channels, outputs, kernelHeight, kernelWidth }: Geometry,
): void {
  routines.clear(taps, TAPS * TAPS * tapBytes);
  const [outBytes, quarterBytes] = [outputs * NUMBER, channels * PANEL_BYTES];
  for (let a = 0; a < kernelHeight; a++) {
    for (let b = 0; b < kernelWidth; b++) {
      const from = filter + (a * kernelWidth + b) * channels * outBytes;
      const tap = taps + (Math.floor(a / 2) * TAPS + Math.floor(b / 2)) * tapBytes;
      const to = tap + ((a % 2) * 2 + (b % 2)) * quarterBytes;
      for (let panel = 0; panel < panels(outputs); panel++) {
        const width = panelColumns(outputs, panel) * NUMBER;
        const target = to + panel * 4 * quarterBytes;
        routines.copy(from + panel * PANEL_BYTES, outBytes, channels, width, target, PANEL_BYTES);
      }
    }
  }
}

/** The gradient of the filter of such a convolution. */
export function gradientByPairs(work: Workspace, { x, dy, out }: GradientOperands, geometry: Geometry): void {
  const { images, channels, outputs, outHeight: height, outWidth: width } = geometry;
  const tiles = { reach: REACH, ...grid({ ...geometry, images: 1 }, SIDE) };
  const [frameHeight, frameWidth] = [SIDE * tiles.tilesDown, SIDE * tiles.tilesAcross];
  const slopes = { ...geometry, height, width, channels: outputs, top: 0, left: 0, frameHeight, frameWidth };
  const taps = work.take(TAPS * TAPS * 4 * channels * outputs * NUMBER);
  gradientOfTiles(work, {
    ...{ grid: tiles, images, channels: 4 * channels, outputs, out: taps },
    x: pairs(work, x, geometry),
    dy: framed(work, dy, { ...slopes, isDense: true }).from,
  });
  gatherTaps(work, { taps, filter: out }, geometry);
}

/** From [4, 4, 2, 2, channels, outputs] to [kernel, kernel, channels, outputs]. */
function gatherTaps(
  { routines }: Workspace,
  { taps, filter }: Record<'taps' | 'filter', number>,
  { channels, outputs, kernelHeight, kernelWidth }: Geometry,
): void {
  const bytes = channels * outputs * NUMBER;
  for (let a = 0; a < kernelHeight; a++) {
    for (let b = 0; b < kernelWidth; b++) {
      const tap = (Math.floor(a / 2) * TAPS + Math.floor(b / 2)) * 4 + (a % 2) * 2 + (b % 2);
      routines.copy(taps + tap * bytes, bytes, 1, bytes, filter + (a * kernelWidth + b) * bytes, bytes);
    }
  }
}
