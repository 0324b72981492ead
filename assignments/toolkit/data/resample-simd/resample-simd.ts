import type { Filter, Pixels } from '../resample';
import { instantiate, type Memory } from '../../webassembly';
import { MODULE } from './module';

/** The filters of an image that is resized in both directions, or in one. */
export interface Filters {
  rows?: Filter | undefined;
  columns?: Filter | undefined;
}

/** What the module of resample.wat offers; pointers are byte positions in its memory. */
interface Exports {
  memory: Memory;
  rows(...args: number[]): void;
  columns(...args: number[]): void;
}

/**
 * Resizes an RGB image with filters along rows, then along columns, several sums at a time: the same bytes as adding
 * them up one by one.
 */
export function resampleSimd(
  image: Pixels,
  { width, height }: Omit<Pixels, 'data'>,
  { rows, columns }: Filters,
): Pixels {
  const simd = instance();
  const fours = rows ? inFours(rows) : undefined;
  const memory = new Bump(simd.memory, BLOCK * (1 + (fours?.groups ?? 0)));
  let bytes = memory.put(image.data);
  if (rows && fours) {
    const out = memory.room(width * image.height * 3);
    const [starts, weights] = [memory.put(rows.starts), memory.put(fours.weights)];
    simd.rows(bytes, image.width, image.height, out, width, starts, weights, fours.groups);
    bytes = out;
  }
  if (columns) {
    const out = memory.room(width * height * 3);
    const { starts, counts, weights, stride } = columns;
    const [at, sizes, factors] = [starts, counts, weights].map((numbers) => memory.put(numbers));
    simd.columns(bytes, width * 3, out, height, at, sizes, factors, stride);
    bytes = out;
  }
  return { width, height, data: new Uint8Array(simd.memory.buffer).slice(bytes, bytes + width * height * 3) };
}

let loaded: Exports | undefined;

/** Made at first use. */
function instance(): Exports {
  loaded ??= instantiate<Exports>(MODULE);
  return loaded;
}

/** A filter's weights as `rows` takes them: four inputs at a time, in two parts of 11 bits. */
interface InFours {
  groups: number;
  weights: Int16Array;
}

const known = new WeakMap<Filter, InFours>();

function inFours(filter: Filter): InFours {
  const before = known.get(filter);
  if (before) return before;
  const groups = Math.ceil(Math.max(...filter.counts) / 4);
  const weights = new Int16Array(filter.counts.length * groups * 8);
  for (const [i, count] of filter.counts.entries()) {
    for (let k = 0; k < count; k++) {
      const weight = filter.weights[i * filter.stride + k];
      const at = (i * groups + (k >> 2)) * 8 + (k & 2) * 2 + (k & 1);
      weights[at] = weight >> 11;
      weights[at + 2] = weight & 0x7ff;
    }
  }
  known.set(filter, { groups, weights });
  return { groups, weights };
}

/** Bytes that are read or written at a time. */
const BLOCK = 16;
const PAGE = 65536;

/** Hands out the module's memory from its start, and makes it larger when it does not suffice. */
class Bump {
  #next = 0;

  /** @param margin bytes behind everything that is handed out, for reads and writes that go beyond its end */
  constructor(
    readonly memory: Memory,
    readonly margin: number,
  ) {}

  room(bytes: number): number {
    const start = this.#next;
    this.#next = Math.ceil((start + bytes + this.margin) / BLOCK) * BLOCK;
    const missing = this.#next - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    return start;
  }

  put({ buffer, byteOffset, byteLength }: Uint8Array | Int16Array | Int32Array): number {
    const start = this.room(byteLength);
    new Uint8Array(this.memory.buffer).set(new Uint8Array(buffer, byteOffset, byteLength), start);
    return start;
  }
}
