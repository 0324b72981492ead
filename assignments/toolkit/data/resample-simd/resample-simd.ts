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
 * Resizes an RGB image with filters along rows, then along columns, four sums at a time: the same bytes as adding
 * them up one by one.
 */
export function resampleSimd(
  image: Pixels,
  { width, height }: Omit<Pixels, 'data'>,
  filters: Filters,
): Pixels {
  const simd = instance();
  const memory = new Bump(simd.memory);
  let bytes = memory.put(image.data);
  if (filters.rows) {
    const out = memory.room(width * image.height * 3);
    simd.rows(bytes, image.width, image.height, out, width, ...memory.putFilter(filters.rows));
    bytes = out;
  }
  if (filters.columns) {
    const out = memory.room(width * height * 3);
    simd.columns(bytes, width * 3, out, height, ...memory.putFilter(filters.columns));
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

/** Reads and writes of sixteen bytes may begin at the last one. */
const MARGIN = 16;
const PAGE = 65536;

/** Hands out the module's memory from its start, and makes it larger when it does not suffice. */
class Bump {
  #next = 0;

  constructor(readonly memory: Memory) {}

  room(bytes: number): number {
    const start = this.#next;
    this.#next = (start + bytes + MARGIN + 15) & ~15;
    const missing = this.#next - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    return start;
  }

  put(data: Uint8Array): number {
    const start = this.room(data.length);
    new Uint8Array(this.memory.buffer).set(data, start);
    return start;
  }

  /** The last four arguments of both functions. */
  putFilter({ starts, counts, weights, stride }: Filter): [number, number, number, number] {
    const [a, b, c] = [starts, counts, weights].map((numbers) => {
      return this.put(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    });
    return [a, b, c, stride];
  }
}
