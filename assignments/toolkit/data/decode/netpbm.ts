import type { Pixels } from '../pixels';
import { emptyPixels, RefusedImage } from './refused-image';

/** Decodes a PBM, PGM or PPM, of text or of bytes. */
export function decodeNetpbm(bytes: Buffer): Pixels {
  const type = Number(String.fromCharCode(bytes[1]));
  const tokens = new Header(bytes, 2);
  const [width, height] = [tokens.next(), tokens.next()];
  const isBits = type === 1 || type === 4;
  const most = isBits ? 1 : tokens.next();
  const channels = type === 3 || type === 6 ? 3 : 1;
  if (most < 1 || most > 65535) throw new Error(`its largest value is ${most}`);
  if (most > 255 && channels === 1) throw new RefusedImage('is grey with 16 bits. Save it with 8 bits.');
  const pixels = emptyPixels(width, height);
  const raster = bytes.subarray(tokens.position);
  const count = width * height * channels;
  const values = READERS[type](raster, { width, count, most });
  const isSame = most === 255;
  for (let i = 0; i < pixels.data.length; i++) {
    const value = values(channels === 3 ? i : Math.floor(i / 3));
    pixels.data[i] = isSame ? value : Math.min(255, roundHalfToEven((value * 255) / most));
  }
  return pixels;
}

/** The numbers at the beginning, with comments between them. */
class Header {
  constructor(
    readonly bytes: Buffer,
    public position: number,
  ) {}

  /** Reads a number and the one blank behind it. */
  next(): number {
    let token = '';
    for (;;) {
      const character =
        this.position < this.bytes.length ? String.fromCharCode(this.bytes[this.position++]) : '';
      if (character === '#') this.skipLine();
      else if (/^[ \t-\r]?$/.test(character)) {
        if (token !== '' || character === '') break;
      } else token += character;
    }
    if (!/^\d{1,10}$/.test(token))
      throw new Error(`its header has "${token.slice(0, 20)}" in place of a number`);
    return Number(token);
  }

  private skipLine(): void {
    while (
      this.position < this.bytes.length &&
      !/[\r\n]/.test(String.fromCharCode(this.bytes[this.position]))
    )
      this.position++;
    this.position++;
  }
}

interface Raster {
  width: number;
  count: number;
  most: number;
}

/** Gives the value of number `i`. */
type Values = (i: number) => number;

const READERS: Readonly<Record<number, (raster: Buffer, about: Raster) => Values>> = {
  1: plainBits,
  2: plainNumbers,
  3: plainNumbers,
  4: bits,
  5: numbers,
  6: numbers,
};

function plainBits(raster: Buffer, { count }: Raster): Values {
  const digits = withoutComments(raster).replace(/\s+/g, '').slice(0, count);
  if (!/^[01]*$/.test(digits)) throw new Error('it has other digits than 0 and 1');
  requireCount(digits.length, count);
  return (i) => (digits[i] === '1' ? 0 : 1);
}

function plainNumbers(raster: Buffer, { count, most }: Raster): Values {
  const words = withoutComments(raster).trim().split(/\s+/, count);
  const values = words.map((word) => (/^\d{1,10}$/.test(word) ? Number(word) : Infinity));
  requireCount(words[0] === '' ? 0 : words.length, count);
  if (values.some((value) => value > most))
    throw new Error(`it has values that are no numbers up to ${most}`);
  return (i) => values[i];
}

/** As Pillow takes them out: with the end of their line, so that what stands before and after is one word. */
function withoutComments(raster: Buffer): string {
  return raster.toString('latin1').replace(/#[^\r\n]*[\r\n]?/g, '');
}

function bits(raster: Buffer, { width, count }: Raster): Values {
  const step = Math.ceil(width / 8);
  requireCount(raster.length, step * (count / width));
  return (i) =>
    1 - ((raster[Math.floor(i / width) * step + ((i % width) >> 3)] >> (7 - ((i % width) & 7))) & 1);
}

function numbers(raster: Buffer, { count, most }: Raster): Values {
  const wide = most > 255;
  requireCount(raster.length, wide ? 2 * count : count);
  return wide ? (i) => raster.readUInt16BE(2 * i) : (i) => raster[i];
}

function requireCount(found: number, needed: number): void {
  if (found < needed) throw new Error(`it has ${found} values, not ${needed}`);
}

/** Python's `round`. */
function roundHalfToEven(x: number): number {
  const down = Math.floor(x);
  if (x - down !== 0.5) return Math.round(x);
  return down % 2 === 0 ? down : down + 1;
}
