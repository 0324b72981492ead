import type * as tf from '@tensorflow/tfjs-core';

import { EDGE_BYTES, NUMBER, PANEL_BYTES, panels, tileBytes, type Geometry } from './tasks';
import type { Workspace } from './workspace';

/** The geometry of an operation of tfjs that has no dilation. */
export function geometryOf(info: tf.backend_util.Conv2DInfo): Geometry {
  return {
    images: info.batchSize,
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    kernelHeight: info.filterHeight,
    kernelWidth: info.filterWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    top: info.padInfo.top,
    left: info.padInfo.left,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    outputs: info.outChannels,
  };
}

/** Addresses of images [n, h, w, in], of a filter [kernel, kernel, in, out] and of the outputs [n, h', w', out]. */
export interface Operands {
  x: number;
  filter: number;
  out: number;
}

/** The outputs of an operation of tfjs on tensors. */
export function conv2dOf(
  work: Workspace,
  { x, filter }: Record<'x' | 'filter', tf.TensorInfo>,
  info: tf.backend_util.Conv2DInfo,
): tf.TensorInfo {
  const y = work.tensor(info.outShape);
  convolve(work, { x: work.at(x), filter: work.at(filter), out: work.at(y) }, geometryOf(info));
  return y;
}

/** Cross-correlation, by whichever algorithm is faster. */
export function convolve(work: Workspace, operands: Operands, geometry: Geometry): void {
  if (isWorthWinograd(geometry)) return winograd(work, operands, geometry);
  const { outHeight, outWidth, outputs } = geometry;
  const outPixelBytes = outputs * NUMBER;
  const outRowBytes = outWidth * outPixelBytes;
  windows(work, operands, {
    ...geometry,
    outPixelBytes,
    outRowBytes,
    outImageBytes: outHeight * outRowBytes,
  });
}

/** How far it is from an output to the next. */
export interface OutputStrides {
  outPixelBytes: number;
  outRowBytes: number;
  outImageBytes: number;
}

/** Every output as a sum over its window. */
export function windows(
  work: Workspace,
  { x, filter, out }: Operands,
  geometry: Geometry & OutputStrides,
): void {
  const { images, channels, kernelHeight, kernelWidth, outHeight, outputs } = geometry;
  const rows = kernelHeight * kernelWidth * channels;
  const packed = work.take(panels(outputs) * rows * PANEL_BYTES);
  work.run('pack', panels(outputs), { from: filter, to: packed, rows, columns: outputs });
  const { from, rowBytes, imageBytes } = framed(work, x, { ...geometry, ...frameOf(geometry) });
  const rowsPerUnit = Math.ceil(outHeight / ROW_GROUPS);
  work.run('windows', panels(outputs) * images * Math.ceil(outHeight / rowsPerUnit), {
    images,
    outHeight,
    outWidth: geometry.outWidth,
    outputs,
    rowsPerUnit,
    from,
    imageBytes,
    rowBytes,
    strideRowBytes: geometry.strideHeight * rowBytes,
    strideBytes: geometry.strideWidth * channels * NUMBER,
    kernelHeight,
    run: kernelWidth * channels,
    filter: packed,
    out,
    outImageBytes: geometry.outImageBytes,
    outRowBytes: geometry.outRowBytes,
    outPixelBytes: geometry.outPixelBytes,
    edge: work.take(work.team.size * EDGE_BYTES),
  });
}

/** Enough parts of an image for all threads when there is only one. */
const ROW_GROUPS = 4;

/**
 * Winograd's algorithm needs less than half of the products, but first transforms the whole filter: not for a few
 * pixels. Its transforms take four channels at a time.
 */
function isWorthWinograd(geometry: Geometry): boolean {
  const { kernelHeight, kernelWidth, strideHeight, strideWidth, channels, outputs } = geometry;
  const isThreeByThree = kernelHeight === 3 && kernelWidth === 3 && strideHeight === 1 && strideWidth === 1;
  return isThreeByThree && channels % 4 === 0 && outputs % 4 === 0 && tilesOf(geometry).tiles >= FEWEST_TILES;
}

const FEWEST_TILES = 32;
/** More than that many do not stay close to the processor. */
const MOST_TILES = 64;

function tilesOf({
  images,
  outHeight,
  outWidth,
}: Geometry): Record<'tiles' | 'tilesDown' | 'tilesAcross', number> {
  const [tilesDown, tilesAcross] = [Math.ceil(outHeight / 2), Math.ceil(outWidth / 2)];
  return { tiles: images * tilesDown * tilesAcross, tilesDown, tilesAcross };
}

/** Two by two outputs at a time, with 16 products a channel instead of 36. */
function winograd(work: Workspace, { x, filter, out }: Operands, geometry: Geometry): void {
  const { channels, outputs, outHeight, outWidth } = geometry;
  const transformed = work.take(16 * panels(outputs) * channels * PANEL_BYTES);
  work.run('transformFilters', panels(outputs), { from: filter, to: transformed, channels, outputs });
  const { tiles, tilesDown, tilesAcross } = tilesOf(geometry);
  const frame = { frameHeight: 2 * tilesDown + 2, frameWidth: 2 * tilesAcross + 2 };
  const { from } = framed(work, x, { ...geometry, ...frame, isDense: true });
  const rounds = Math.ceil(tiles / (MOST_TILES * work.team.size));
  const tilesPerUnit = Math.ceil(tiles / (rounds * work.team.size));
  const scratchBytes = tileBytes(tilesPerUnit, geometry);
  work.run('tiles', Math.ceil(tiles / tilesPerUnit), {
    tiles,
    tilesDown,
    tilesAcross,
    tilesPerUnit,
    channels,
    outputs,
    outHeight,
    outWidth,
    from,
    filter: transformed,
    out,
    scratch: work.take(work.team.size * scratchBytes),
    scratchBytes,
  });
}

/** The pixels that windows reach. */
export interface FrameSize {
  frameHeight: number;
  frameWidth: number;
}

export function frameOf(geometry: Geometry): FrameSize {
  return {
    frameHeight: (geometry.outHeight - 1) * geometry.strideHeight + geometry.kernelHeight,
    frameWidth: (geometry.outWidth - 1) * geometry.strideWidth + geometry.kernelWidth,
  };
}

interface Framed {
  from: number;
  rowBytes: number;
  imageBytes: number;
}

/** The images in frames: where they are when a frame lies inside of them, or (`isDense`) is the image itself. */
function framed(
  work: Workspace,
  x: number,
  { isDense = false, ...geometry }: Geometry & FrameSize & { isDense?: boolean },
): Framed {
  const { images, height, width, channels, top, left, frameHeight, frameWidth } = geometry;
  const pixelBytes = channels * NUMBER;
  const isInside = top <= 0 && left <= 0 && frameHeight - top <= height && frameWidth - left <= width;
  if (isInside && (!isDense || (frameHeight === height && frameWidth === width))) {
    const rowBytes = width * pixelBytes;
    return { from: x - top * rowBytes - left * pixelBytes, rowBytes, imageBytes: height * rowBytes };
  }
  const rowBytes = frameWidth * pixelBytes;
  const to = work.take(images * frameHeight * rowBytes);
  work.run('frame', images, {
    ...{ from: x, to, pixelBytes },
    ...{ height, width, top, left, frameHeight, frameWidth },
  });
  return { from: to, rowBytes, imageBytes: frameHeight * rowBytes };
}
