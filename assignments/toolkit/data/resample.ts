import type { Filter, Pixels } from './pixels';
import { resampleSimd } from './resample-simd/resample-simd';

const CHANNELS = 3;
/** Pillow's fixed point: 8 bits for the pixel, 2 for the sum to overshoot, the rest of 32 for the weight. */
const PRECISION_BITS = 32 - 8 - 2;
const HALF = 1 << (PRECISION_BITS - 1);

/**
 * Resizes an RGB image exactly as Pillow's `Image.resize(size, BILINEAR)` does, bit for bit: a triangle filter
 * that widens with the reduction, in integers, first along rows and then along columns, rounded after each.
 */
export function resampleBilinear(image: Pixels, width: number, height: number): Pixels {
  const target = { width, height };
  // WebAssembly's memory never becomes smaller again.
  if (Math.max(image.data.length, width * image.height * CHANNELS, width * height * CHANNELS) > MOST_BYTES) {
    return resampleOneByOne(image, target);
  }
  const filters = {
    rows: image.width === width ? undefined : knownFilter(image.width, width),
    columns: image.height === height ? undefined : knownFilter(image.height, height),
  };
  return resampleSimd(image, target, filters);
}

/** Photographs come in few sizes. */
const knownFilters = new Map<string, Filter>();
const MOST_FILTERS = 32;

function knownFilter(inSize: number, outSize: number): Filter {
  const key = `${inSize} ${outSize}`;
  const known = knownFilters.get(key);
  if (known) return known;
  const filter = filterFor(inSize, outSize);
  if (knownFilters.size >= MOST_FILTERS) knownFilters.clear();
  knownFilters.set(key, filter);
  return filter;
}

/** Enough for 50 megapixels; the module then takes up to three times that. */
const MOST_BYTES = 150e6;

/** The same, sum by sum, for images of any size. */
export function resampleOneByOne(image: Pixels, { width, height }: Omit<Pixels, 'data'>): Pixels {
  const rows = image.width === width ? image : resampleRows(image, width);
  const resized = rows.height === height ? rows : resampleColumns(rows, height);
  return resized === image ? { ...image, data: image.data.slice() } : resized;
}

function resampleRows({ width, height, data }: Pixels, outWidth: number): Pixels {
  const { starts, counts, weights, stride } = filterFor(width, outWidth);
  const out = new Uint8ClampedArray(outWidth * height * CHANNELS);
  let o = 0;
  for (let y = 0; y < height; y++) {
    const row = y * width * CHANNELS;
    for (let x = 0; x < outWidth; x++) {
      let p = row + starts[x] * CHANNELS;
      const first = x * stride;
      const last = first + counts[x];
      let r = HALF;
      let g = HALF;
      let b = HALF;
      for (let k = first; k < last; k++, p += CHANNELS) {
        const weight = weights[k];
        r += Math.imul(data[p], weight);
        g += Math.imul(data[p + 1], weight);
        b += Math.imul(data[p + 2], weight);
      }
      out[o++] = r >> PRECISION_BITS;
      out[o++] = g >> PRECISION_BITS;
      out[o++] = b >> PRECISION_BITS;
    }
  }
  return { width: outWidth, height, data: new Uint8Array(out.buffer) };
}

function resampleColumns({ width, height, data }: Pixels, outHeight: number): Pixels {
  const { starts, counts, weights, stride } = filterFor(height, outHeight);
  const rowLength = width * CHANNELS;
  const out = new Uint8ClampedArray(rowLength * outHeight);
  const sums = new Int32Array(rowLength);
  for (let y = 0; y < outHeight; y++) {
    sums.fill(HALF);
    for (let k = 0; k < counts[y]; k++) {
      const weight = weights[y * stride + k];
      const row = (starts[y] + k) * rowLength;
      for (let i = 0; i < rowLength; i++) sums[i] += Math.imul(data[row + i], weight);
    }
    for (let i = 0, o = y * rowLength; i < rowLength; i++) out[o + i] = sums[i] >> PRECISION_BITS;
  }
  return { width, height: outHeight, data: new Uint8Array(out.buffer) };
}

/** The triangle filter that turns `inSize` pixels into `outSize`, with Pillow's roundings. */
export function filterFor(inSize: number, outSize: number): Filter {
  const scale = inSize / outSize;
  const stride = Math.ceil(Math.max(scale, 1)) * 2 + 1;
  const starts = new Int32Array(outSize);
  const counts = new Int32Array(outSize);
  const weights = new Int32Array(outSize * stride);
  for (let i = 0; i < outSize; i++) {
    const window = windowAt((i + 0.5) * scale, scale, inSize);
    starts[i] = window.start;
    counts[i] = window.weights.length;
    weights.set(window.weights, i * stride);
  }
  return { starts, counts, weights, stride };
}

/** The inputs around `center` that the filter reaches, and their weights. */
function windowAt(center: number, scale: number, inSize: number): { start: number; weights: number[] } {
  // When enlarging, the filter still reaches to the next pixel on either side.
  const support = Math.max(scale, 1);
  const inverse = 1 / support;
  const start = Math.max(Math.trunc(center - support + 0.5), 0);
  const end = Math.min(Math.trunc(center + support + 0.5), inSize);
  const weights: number[] = [];
  for (let x = start; x < end; x++) weights.push(triangle((x - center + 0.5) * inverse));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { start, weights: weights.map((weight) => Math.trunc(0.5 + (weight / sum) * 2 ** PRECISION_BITS)) };
}

function triangle(t: number): number {
  return Math.max(1 - Math.abs(t), 0);
}
