import * as tf from '@tensorflow/tfjs-core';

import { geometryOf } from './convolution';
import { filterGradientByTiles, type GradientOperands } from './filter-gradient';
import { framedWindows } from './frame';
import { gradientByPairs, isHalving } from './halving';
import { EDGE_BYTES, NUMBER, PAIR_BYTES, PANEL_BYTES, panels, type Geometry } from './tasks';
import { gridOf } from './winograd';
import type { Workspace } from './workspace';

interface FilterGradientCall {
  /** x [n, h, w, in] and dy [n, h', w', out]. */
  inputs: { x: tf.Tensor4D; dy: tf.Tensor4D };
  attrs: tf.Conv2DBackpropFilterAttrs;
}

/** dfilter[a, b, i, o] = Σ x[n, y·stride + a, x·stride + b, i] · dy[n, y, x, o], of shape [kernel, kernel, in, out]. */
export function conv2dBackpropFilter(work: Workspace, { inputs, attrs }: FilterGradientCall): tf.TensorInfo {
  const { x, dy } = inputs;
  const { filterShape, strides, pad, dimRoundingMode } = attrs;
  const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
  const geometry = geometryOf(info);
  const gradient = work.tensor(filterShape);
  const out = work.at(gradient);
  if (geometry.images === 0) work.routines.clear(out, tf.util.sizeFromShape(filterShape) * NUMBER);
  const operands = { x: work.at(x), dy: work.at(dy), out };
  if (gridOf(geometry)) filterGradientByTiles(work, operands, geometry);
  else if (isHalving(geometry)) gradientByPairs(work, operands, geometry);
  else addUp(work, operands, geometry);
  return gradient;
}

/** Images are rearranged a few at a time, in so much memory. */
const MOST_BYTES = 4e6;

function addUp(work: Workspace, { x, dy, out }: GradientOperands, geometry: Geometry): void {
  const { outHeight, outWidth, outputs, kernelHeight } = geometry;
  const pixels = outHeight * outWidth;
  const seen = framedWindows(work, x, geometry);
  const { from, imageBytes, run } = seen;
  const splitBytes = kernelHeight * Math.ceil(run / 2) * pixels * PAIR_BYTES;
  const packedBytes = panels(outputs) * pixels * PANEL_BYTES;
  const most = Math.min(geometry.images, Math.ceil(MOST_BYTES / (splitBytes + packedBytes)));
  const [split, packed] = [work.take(most * splitBytes), work.take(most * packedBytes)];
  const edge = work.take(work.team.size * EDGE_BYTES);
  for (let first = 0; first < geometry.images; first += most) {
    const images = Math.min(most, geometry.images - first);
    work.run('split', kernelHeight * images, {
      ...{ ...seen, from: from + first * imageBytes, images, to: split },
    });
    const slopes = dy + first * pixels * outputs * NUMBER;
    const rows = images * pixels;
    work.run('pack', panels(outputs), { from: slopes, to: packed, rows, columns: outputs });
    work.run('filterGradient', kernelHeight * panels(outputs), {
      ...{ x: split, dy: packed, pixels: rows, run, outputs, out, edge },
      add: first > 0,
    });
  }
}
