import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

import { asTensor, openHeap } from './heap';
import { phasesOf, type Phase } from './phases';

interface InputGradientCall {
  /** dy [n, h', w', out] and filter [kernel, kernel, in, out]; inside a kernel they are tensors already. */
  inputs: { dy: tf.Tensor4D; filter: tf.Tensor4D };
  attrs: tf.Conv2DBackpropInputAttrs;
  backend: BackendWasm;
}

/**
 * dx[n, y, x, i] = Σ dy[n, (y + pad − a)/stride, (x + pad − b)/stride, o] · filter[a, b, i, o] over the a, b and o
 * for which the divisions come out even, of shape [n, h, w, in].
 */
export function conv2dBackpropInput({
  inputs: { dy, filter },
  attrs,
  backend,
}: InputGradientCall): tf.Tensor4D {
  const { inputShape, strides, pad, dimRoundingMode } = attrs;
  const info = tf.backend_util.computeConv2DInfo(inputShape, filter.shape, strides, 1, pad, dimRoundingMode);
  return tf.tidy(() => {
    const turned: tf.Tensor4D = tf.transpose(filter, [0, 1, 3, 2]); // [kernel, kernel, out, in]
    const places = rowPhases(info).flatMap((row) =>
      columnPhases(info).map((column): Place => ({ row, column })),
    );
    const parts = places.map((place) => ({ ...place, dx: convolve({ dy, turned }, place, backend) }));
    // One phase in each direction is the whole image, unless a stride steps over all other pixels.
    const isWhole = parts.length === 1 && info.strideHeight === 1 && info.strideWidth === 1;
    return isWhole ? parts[0].dx : interleave(parts, inputShape, backend);
  });
}

type Info = tf.backend_util.Conv2DInfo;

/** The pixels where a row phase and a column phase meet. */
interface Place {
  row: Phase;
  column: Phase;
}

/** Their gradient. */
interface Part extends Place {
  dx: tf.Tensor4D;
}

function rowPhases({ inHeight, outHeight, filterHeight, strideHeight, padInfo }: Info): Phase[] {
  const [length, out, kernel, stride] = [inHeight, outHeight, filterHeight, strideHeight];
  return phasesOf({ length, out, kernel, stride, pad: padInfo.top });
}

function columnPhases({ inWidth, outWidth, filterWidth, strideWidth, padInfo }: Info): Phase[] {
  const [length, out, kernel, stride] = [inWidth, outWidth, filterWidth, strideWidth];
  return phasesOf({ length, out, kernel, stride, pad: padInfo.left });
}

function convolve(
  inputs: { dy: tf.Tensor4D; turned: tf.Tensor4D },
  place: Place,
  backend: BackendWasm,
): tf.Tensor4D {
  const window = shift(shift(inputs.dy, 1, place.row), 2, place.column);
  return tf.conv2d(window, pickTaps(inputs.turned, place, backend), 1, 'valid');
}

/** dy with zeros around it along one axis, or without what no pixel of the phase sees. */
function shift(dy: tf.Tensor4D, axis: 1 | 2, { before, after }: Phase): tf.Tensor4D {
  const [begin, size]: [number[], number[]] = [[0, 0, 0, 0], [...dy.shape]];
  begin[axis] = Math.max(-before, 0);
  size[axis] += Math.min(before, 0) + Math.min(after, 0);
  const kept = before < 0 || after < 0 ? tf.slice(dy, begin, size) : dy;
  if (before <= 0 && after <= 0) return kept;
  const border = [0, 1, 2, 3].map((i): [number, number] =>
    i === axis ? [Math.max(before, 0), Math.max(after, 0)] : [0, 0],
  );
  return tf.pad(kept, border);
}

/** The taps of some rows and columns, in that order. Copied by hand: the backend's gather is thirty times slower. */
function pickTaps(turned: tf.Tensor4D, { row, column }: Place, backend: BackendWasm): tf.Tensor4D {
  const [, width, out, channels] = turned.shape;
  const size = out * channels;
  const taps = row.taps.flatMap((a) => column.taps.map((b) => a * width + b));
  const shape = [row.taps.length, column.taps.length, out, channels];
  const { inputs, outputs, results } = openHeap(backend, [turned], [shape]);
  taps.forEach((tap, i) => outputs[0].set(inputs[0].subarray(tap * size, (tap + 1) * size), i * size));
  return asTensor(results[0]);
}

/** Puts the pixels of every part in their places; pixels of no part are 0. */
function interleave(
  parts: Part[],
  shape: [number, number, number, number],
  backend: BackendWasm,
): tf.Tensor4D {
  const { inputs, outputs, results } = openHeap(
    backend,
    parts.map(({ dx }) => dx),
    [shape],
  );
  outputs[0].fill(0);
  parts.forEach((part, i) => scatter(inputs[i], outputs[0], { ...part, shape }));
  return asTensor(results[0]);
}

function scatter(
  from: Float32Array,
  to: Float32Array,
  { row, column, shape: [n, height, width, channels] }: Place & { shape: number[] },
): void {
  let next = 0;
  for (let image = 0; image < n; image++) {
    for (let y = row.first; y < row.first + row.count * row.stride; y += row.stride) {
      for (let x = column.first; x < column.first + column.count * column.stride; x += column.stride) {
        const pixel = ((image * height + y) * width + x) * channels;
        for (let c = 0; c < channels; c++) to[pixel + c] = from[next++];
      }
    }
  }
}
