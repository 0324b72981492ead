import type { Filter, Pixels } from '../pixels';
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
  const paired = rows ? inPairs(rows) : undefined;
  const memory = new Bump(simd.memory, BLOCK * (1 + (paired?.pairs ?? 0)));
  let bytes = memory.put(image.data);
  if (rows && paired) {
    const out = memory.room(width * image.height * 3);
    const [starts, weights] = [memory.put(rows.starts), memory.put(paired.weights)];
    simd.rows(bytes, image.width, image.height, out, width, starts, weights, paired.pairs);
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

/** A filter's weights as `rows` takes them: two inputs at a time, in two parts of 11 bits. */
interface InPairs {
  pairs: number;
  weights: Int16Array;
}

const known = new WeakMap<Filter, InPairs>();

function inPairs(filter: Filter): InPairs {
  const before = known.get(filter);
  if (before) return before;
  const pairs = Math.ceil(Math.max(...filter.counts) / 2);
  const weights = new Int16Array(filter.counts.length * pairs * 4);
  for (const [i, count] of filter.counts.entries()) {
    for (let k = 0; k < count; k++) {
      const weight = filter.weights[i * filter.stride + k];
      const at = (i * pairs + (k >> 1)) * 4 + (k & 1);
      weights[at] = weight >> 11;
      weights[at + 2] = weight & 0x7ff;
    }
  }
  known.set(filter, { pairs, weights });
  return { pairs, weights };
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
