/** What is packed, and how. */
export interface Runs {
  /** Where the first run begins. */
  offset: number;
  width: number;
  /** How many indices there are to be. */
  count: number;
  /** Whether an index has four bits rather than eight. */
  halves: boolean;
}

/** The indices of a bitmap that is packed as runs, from the lowest line on. Jumps leave zeros, as in Pillow. */
export function unpackRuns(bytes: Buffer, { offset, width, count, halves }: Runs): Uint8Array {
  const out = new Uint8Array(count);
  let [at, to, x] = [offset, 0, 0];
  while (to < count) {
    const [length, value] = [bytes.readUInt8(at), bytes.readUInt8(at + 1)];
    at += 2;
    if (length > 0) {
      const run = Math.max(0, Math.min(length, width - x));
      for (let i = 0; i < run && to < count; i++) out[to++] = halves ? half(value, i) : value;
      x += run;
    } else if (value === LINE_END) {
      to += (width - (to % width)) % width;
      x = 0;
    } else if (value === END) {
      break;
    } else if (value === JUMP) {
      to += bytes.readUInt8(at) + bytes.readUInt8(at + 1) * width;
      at += 2;
      x = to % width;
    } else {
      const single = Math.min(value, count - to);
      for (let i = 0; i < single; i++)
        out[to++] = halves ? half(bytes.readUInt8(at + (i >> 1)), i) : bytes.readUInt8(at + i);
      x += value;
      at += halves ? (single + 1) >> 1 : single;
      // What follows begins at an even byte of the file.
      at += at % 2;
    }
  }
  if (to < count) throw new Error(`its runs end after ${to} of ${count} pixels`);
  return out;
}

const LINE_END = 0;
const END = 1;
const JUMP = 2;

function half(byte: number, i: number): number {
  return i % 2 === 0 ? byte >> 4 : byte & 15;
}
