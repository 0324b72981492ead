/** Unpacks `count` indices of a GIF; `start` is the byte that says how many bits an index has. */
export function unpackLzw(bytes: Buffer, start: number, count: number): Uint8Array {
  const bits = bytes.readUInt8(start);
  if (bits < 1 || bits > 11) throw new Error(`an index has ${bits} bits`);
  const out = new Uint8Array(count);
  const codes = new CodeReader(bytes, start + 1);
  const table = new StringTable(bits);
  for (let to = 0; to < count;) {
    const code = codes.next(table.codeBits);
    if (code === table.clear) table.reset();
    else if (code === table.end) throw new Error(`its pixels end after ${to} of ${count}`);
    else to = table.write(code, out, to);
  }
  return out;
}

/** Reads codes of any number of bits from blocks, the lowest bits first. */
class CodeReader {
  #left = 0;
  #bits = 0;
  #buffer = 0;

  constructor(
    readonly bytes: Buffer,
    private position: number,
  ) {}

  next(bits: number): number {
    while (this.#bits < bits) {
      this.#buffer |= this.#byte() << this.#bits;
      this.#bits += 8;
    }
    const code = this.#buffer & ((1 << bits) - 1);
    this.#buffer >>>= bits;
    this.#bits -= bits;
    return code;
  }

  #byte(): number {
    if (this.#left === 0) {
      this.#left = this.bytes.readUInt8(this.position++);
      if (this.#left === 0) throw new Error('its pixels end too early');
    }
    this.#left--;
    return this.bytes.readUInt8(this.position++);
  }
}

/** No code has more bits. */
const MOST_BITS = 12;

/** The strings that codes stand for: each is another one and an index behind it. */
class StringTable {
  readonly clear: number;
  readonly end: number;
  codeBits: number;
  readonly #before = new Uint16Array(1 << MOST_BITS);
  readonly #index = new Uint8Array(1 << MOST_BITS);
  readonly #length = new Uint16Array(1 << MOST_BITS);
  #next = 0;
  #last = -1;

  constructor(readonly bits: number) {
    this.clear = 1 << bits;
    this.end = this.clear + 1;
    for (let i = 0; i < this.clear; i++) [this.#index[i], this.#length[i]] = [i, 1];
    this.codeBits = bits + 1;
    this.reset();
  }

  reset(): void {
    this.codeBits = this.bits + 1;
    this.#next = this.end + 1;
    this.#last = -1;
  }

  /** Writes the string of a code as far as there is room; returns where the next begins. */
  write(code: number, out: Uint8Array, to: number): number {
    const isNew = code === this.#next && this.#last >= 0;
    if (code >= this.#next && !isNew) throw new Error(`a code ${code} stands for nothing yet`);
    // A code that is only now made: the string before, and its own first index again.
    const first = this.#firstOf(isNew ? this.#last : code);
    if (this.#last >= 0) this.#add(first);
    const end = to + this.#length[code];
    for (let at = end - 1, from = code; at >= to; at--, from = this.#before[from])
      if (at < out.length) out[at] = this.#index[from];
    this.#last = code;
    return Math.min(end, out.length);
  }

  #firstOf(code: number): number {
    let from = code;
    while (this.#length[from] > 1) from = this.#before[from];
    return this.#index[from];
  }

  #add(index: number): void {
    if (this.#next >= 1 << MOST_BITS) return;
    this.#before[this.#next] = this.#last;
    this.#index[this.#next] = index;
    this.#length[this.#next] = this.#length[this.#last] + 1;
    this.#next++;
    if (this.#next === 1 << this.codeBits && this.codeBits < MOST_BITS) this.codeBits++;
  }
}
