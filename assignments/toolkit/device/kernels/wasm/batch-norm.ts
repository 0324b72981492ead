import * as tf from '@tensorflow/tfjs-core';

import { NUMBER, sumsBytes } from './tasks';
import { UNIT, widened, type Workspace } from './workspace';

/** Pixels [pixels, channels] and how they are shared out. */
interface Size {
  pixels: number;
  channels: number;
  /** The next multiple of four channels, with which is computed. */
  width: number;
  pixelsPerUnit: number;
  units: number;
}

function sizeOf({ shape }: tf.TensorInfo): Size {
  const channels = shape[shape.length - 1];
  const pixels = tf.util.sizeFromShape(shape) / channels;
  const pixelsPerUnit = Math.ceil(UNIT / channels);
  return {
    pixels,
    channels,
    width: widened(channels),
    pixelsPerUnit,
    units: Math.ceil(pixels / pixelsPerUnit),
  };
}

interface InferenceCall {
  inputs: Record<'x' | 'mean' | 'variance', tf.TensorInfo> &
    Partial<Record<'scale' | 'offset', tf.TensorInfo>>;
  attrs: tf.FusedBatchNormAttrs;
}

/** (x − mean)/√(variance + eps)·scale + offset with statistics of shape [c]. `otherwise` takes other shapes. */
export function batchNorm(otherwise: tf.KernelFunc) {
  return (work: Workspace, call: InferenceCall): tf.TensorInfo | tf.TensorInfo[] => {
    const { x, mean, variance, scale, offset } = call.inputs;
    const { channels } = sizeOf(x);
    if ([mean, variance, scale, offset].some((info) => info && info.shape.join() !== `${channels}`)) {
      return otherwise({ ...call, backend: work.backend } as never);
    }
    const spread = work.read(variance);
    const weight = scale ? work.read(scale) : new Float32Array(channels).fill(1);
    return affine(work, x, {
      mean: work.read(mean),
      slope: weight.map((w, c) => w / Math.sqrt(spread[c] + call.attrs.varianceEpsilon)),
      offset: offset ? work.read(offset) : new Float32Array(channels),
    });
  };
}

/** What each channel is multiplied with and moved by. */
interface Affine {
  mean: ArrayLike<number>;
  slope: ArrayLike<number>;
  offset: ArrayLike<number>;
}

/** (x − mean)·slope + offset */
function affine(work: Workspace, x: tf.TensorInfo, { mean, slope, offset }: Affine): tf.TensorInfo {
  const size = sizeOf(x);
  const result = work.tensor(x.shape);
  const from = wide(work, x, size);
  const factors = writeRows(work, [mean, slope, offset], size);
  work.narrow([work.at(result)], shapeOf(size), ([y]) =>
    work.run('affine', size.units, { ...wideSize(size), x: from, y, factors }),
  );
  return result;
}

interface Call<I> {
  inputs: I;
  attrs: { eps: number };
}

/**
 * Normalises each channel by the batch: {x, weight, bias} to [y, mean, variance / n]. Two passes over the numbers,
 * with sums in float64 as PyTorch has them; the composed operations take five, in float32.
 */
export function batchNormTraining(
  work: Workspace,
  { inputs, attrs }: Call<Record<'x' | 'weight' | 'bias', tf.TensorInfo>>,
): tf.TensorInfo[] {
  const { x } = inputs;
  const size = sizeOf(x);
  const from = wide(work, x, size);
  const sums = work.take(size.units * sumsBytes(size.width));
  work.run('channelSums', size.units, { ...wideSize(size), x: from, sums });
  const [sum, squares] = addUp(work, sums, size);
  const mean = sum.map((s) => s / size.pixels);
  const variance = squares.map((s, c) => Math.max(s / size.pixels - mean[c] * mean[c], 0));
  const slope = work.read(inputs.weight).map((w, c) => w / Math.sqrt(variance[c] + attrs.eps));
  const y = affine(work, x, { mean, slope, offset: work.read(inputs.bias) });
  return [y, vector(work, mean), vector(work, variance)];
}

/** Its gradient: {dy, x, weight, saved0 = mean, saved1 = variance} to [dx, dweight, dbias], in two passes. */
export function batchNormTrainingGrad(
  work: Workspace,
  { inputs, attrs }: Call<Record<'dy' | 'x' | 'weight' | 'saved0' | 'saved1', tf.TensorInfo>>,
): tf.TensorInfo[] {
  const size = sizeOf(inputs.x);
  const { pixels, units } = size;
  const [x, dy] = [wide(work, inputs.x, size), wide(work, inputs.dy, size)];
  const [mean, variance, weight] = [inputs.saved0, inputs.saved1, inputs.weight].map((info) =>
    work.read(info),
  );
  const sums = work.take(units * sumsBytes(size.width));
  const centres = writeRows(work, [mean], size);
  work.run('gradientSums', units, { ...wideSize(size), x, dy, mean: centres, sums });
  const [sum, products] = addUp(work, sums, size);
  const inverse = Float64Array.from(variance, (v) => 1 / Math.sqrt(v + attrs.eps));
  const scale = inverse.map((i, c) => weight[c] * i);
  const slope = scale.map((s, c) => (-s * inverse[c] * inverse[c] * products[c]) / pixels);
  const factors = writeRows(work, [mean, slope, sum.map((s) => s / pixels), scale], size);
  const result = work.tensor(inputs.x.shape);
  work.narrow([work.at(result)], shapeOf(size), ([dx]) =>
    work.run('affineGradient', units, { ...wideSize(size), x, dy, dx, factors }),
  );
  const slopes = products.map((p, c) => p * inverse[c]);
  return [result, vector(work, slopes), vector(work, sum)];
}

function wide(work: Workspace, info: tf.TensorInfo, { pixels, channels }: Size): number {
  return work.widen(work.at(info), pixels, channels);
}

function shapeOf({ pixels, channels }: Size): { rows: number; columns: number } {
  return { rows: pixels, columns: channels };
}

function wideSize({ pixels, pixelsPerUnit, width }: Size) {
  return { pixels, pixelsPerUnit, channels: width };
}

/** Rows of a number for each channel, with zeros for the channels that make them a multiple of four. */
function writeRows(work: Workspace, rows: ArrayLike<number>[], { width }: Size): number {
  const at = work.take(rows.length * width * NUMBER);
  work.routines.clear(at, rows.length * width * NUMBER);
  rows.forEach((row, i) => work.write(at + i * width * NUMBER, row));
  return at;
}

/** The two sums of each channel over all units, in the order of the units. */
function addUp(work: Workspace, at: number, { units, width, channels }: Size): [Float64Array, Float64Array] {
  const parts = work.readDoubles(at, units * 2 * width);
  const totals = new Float64Array(2 * width);
  for (let from = 0; from < parts.length; from += totals.length) {
    for (let c = 0; c < totals.length; c++) totals[c] += parts[from + c];
  }
  return [totals.slice(0, channels), totals.slice(width, width + channels)];
}

function vector(work: Workspace, numbers: ArrayLike<number>): tf.TensorInfo {
  const info = work.tensor([numbers.length]);
  work.write(work.at(info), numbers);
  return info;
}
