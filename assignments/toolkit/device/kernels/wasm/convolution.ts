import type * as tf from '@tensorflow/tfjs-core';

import { framedWindows } from './frame';
import { byPairs, isHalving } from './halving';
import type { Operands } from './operands';
import { EDGE_BYTES, NUMBER, PANEL_BYTES, panels, type Geometry } from './tasks';
import { gridOf, winograd } from './winograd';
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
  const grid = gridOf(geometry);
  if (grid) return winograd(work, operands, { ...geometry, ...grid });
  if (isHalving(geometry)) return byPairs(work, operands, geometry);
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
  const { channels, kernelHeight, kernelWidth, outHeight, outputs } = geometry;
  const rows = kernelHeight * kernelWidth * channels;
  const packed = work.take(panels(outputs) * rows * PANEL_BYTES);
  work.run('pack', panels(outputs), { from: filter, to: packed, rows, columns: outputs });
  const images = framedWindows(work, x, geometry);
  const rowsPerUnit = Math.ceil(outHeight / ROW_GROUPS);
  work.run('windows', panels(outputs) * geometry.images * Math.ceil(outHeight / rowsPerUnit), {
    ...images,
    outputs,
    rowsPerUnit,
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
