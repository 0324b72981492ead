import * as tf from '@tensorflow/tfjs-core';

import { convolve, geometryOf, windows } from './convolution';
import type { Operands } from './operands';
import { phasesOf, type Phase } from './phases';
import { NUMBER, panels, type Geometry } from './tasks';
import type { Workspace } from './workspace';

interface InputGradientCall {
  /** dy [n, h', w', out] and filter [kernel, kernel, in, out]. */
  inputs: { dy: tf.Tensor4D; filter: tf.Tensor4D };
  attrs: tf.Conv2DBackpropInputAttrs;
}

/**
 * dx[n, y, x, i] = Σ dy[n, (y + pad − a)/stride, (x + pad − b)/stride, o] · filter[a, b, i, o] over the a, b and o
 * for which the divisions come out even, of shape [n, h, w, in].
 */
export function conv2dBackpropInput(work: Workspace, { inputs, attrs }: InputGradientCall): tf.TensorInfo {
  const { dy, filter } = inputs;
  const { inputShape, strides, pad, dimRoundingMode } = attrs;
  const info = tf.backend_util.computeConv2DInfo(inputShape, filter.shape, strides, 1, pad, dimRoundingMode);
  const geometry = geometryOf(info);
  const gradient = work.tensor(inputShape);
  const operands = { x: work.at(dy), filter: work.at(filter), out: work.at(gradient) };
  const [rows, columns] = [rowPhases(geometry), columnPhases(geometry)];
  // A stride may step over pixels: they have no phase.
  const seen = (phases: Phase[]): number => phases.reduce((sum, { count }) => sum + count, 0);
  if (seen(rows) * seen(columns) < geometry.height * geometry.width) {
    work.routines.clear(operands.out, tf.util.sizeFromShape(inputShape) * NUMBER);
  }
  for (const row of rows) {
    for (const column of columns) addPhase(work, operands, { geometry, row, column });
  }
  return gradient;
}

function rowPhases({ height, outHeight, kernelHeight, strideHeight, top }: Geometry): Phase[] {
  const [length, out, kernel, stride] = [height, outHeight, kernelHeight, strideHeight];
  return phasesOf({ length, out, kernel, stride, pad: top });
}

function columnPhases({ width, outWidth, kernelWidth, strideWidth, left }: Geometry): Phase[] {
  const [length, out, kernel, stride] = [width, outWidth, kernelWidth, strideWidth];
  return phasesOf({ length, out, kernel, stride, pad: left });
}

/** The pixels where a row phase and a column phase meet: a convolution of dy with some of the taps, turned around. */
function addPhase(
  work: Workspace,
  { x, filter, out }: Operands,
  { geometry, row, column }: { geometry: Geometry; row: Phase; column: Phase },
): void {
  const { images, height, width, channels, outputs, kernelWidth } = geometry;
  const [rows, columns] = [row.taps, column.taps];
  const taps = rows.length * columns.length;
  const turned = work.take(taps * outputs * channels * NUMBER);
  const task = { from: filter, to: turned, kernelWidth, channels, outputs, rows, columns };
  work.run('turnTaps', taps * panels(channels), task);
  const phase: Geometry = {
    ...{ images, height: geometry.outHeight, width: geometry.outWidth, channels: outputs },
    ...{ kernelHeight: rows.length, kernelWidth: columns.length, strideHeight: 1, strideWidth: 1 },
    ...{ top: row.before, left: column.before },
    ...{ outHeight: row.count, outWidth: column.count, outputs: channels },
  };
  if (row.stride === 1 && column.stride === 1) {
    return convolve(work, { x, filter: turned, out }, phase);
  }
  const pixelBytes = channels * NUMBER;
  const rowBytes = width * pixelBytes;
  const first = out + row.first * rowBytes + column.first * pixelBytes;
  windows(
    work,
    { x, filter: turned, out: first },
    {
      ...phase,
      outPixelBytes: column.stride * pixelBytes,
      outRowBytes: row.stride * rowBytes,
      outImageBytes: height * rowBytes,
    },
  );
}
