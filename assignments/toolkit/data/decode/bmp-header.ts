import { RefusedImage } from './refused-image';

/** What a bitmap says about itself before its pixels. */
export interface BmpHeader {
  width: number;
  height: number;
  topDown: boolean;
  bits: number;
  compression: 'none' | 'rle8' | 'rle4';
  /** Of 16 bits and more: where the byte or the bits of red, green and blue are. */
  masks: readonly [r: number, g: number, b: number];
  /** Three bytes a colour, R G B; empty where pixels are colours themselves. */
  palette: Uint8Array;
  /** Where the pixels begin. */
  offset: number;
}

/**
 * Reads the header that begins at `at`, with the palette behind it.
 *
 * @param given where the file says that pixels begin; 0 when it does not
 */
export function readBmpHeader(bytes: Buffer, at: number, given: number): BmpHeader {
  const size = bytes.readUInt32LE(at);
  if (![12, 40, 52, 56, 64, 108, 124].includes(size))
    throw new RefusedImage(`is a BMP with an unknown header (of ${size} bytes). Save it as PNG.`);
  const fields = size === 12 ? oldFields(bytes, at) : newFields(bytes, at);
  const { bits, colours } = fields;
  if (![1, 4, 8, 16, 24, 32].includes(bits))
    throw new RefusedImage(`is a BMP of ${bits} bits a pixel. Save it as PNG.`);
  const entry = size === 12 ? 3 : 4;
  let end = at + size;
  const compression = COMPRESSIONS[fields.compression];
  if (compression === undefined)
    throw new RefusedImage(`is a BMP that is compressed in a rare way. Save it as PNG.`);
  const masks = fields.compression === BITFIELDS ? readMasks(bytes, at) : DEFAULT_MASKS[bits];
  if (fields.compression === BITFIELDS && size === 40) end += 12;
  const palette = bits > 8 ? new Uint8Array() : readPalette(bytes.subarray(end), { colours, entry });
  end += bits > 8 ? 0 : entry * colours;
  return {
    ...fields,
    compression,
    masks: masks ?? [0, 0, 0],
    palette,
    offset: startOf(given, { at, size, end }),
  };
}

const BITFIELDS = 3;
const COMPRESSIONS: Partial<Record<number, BmpHeader['compression']>> = {
  0: 'none',
  1: 'rle8',
  2: 'rle4',
  [BITFIELDS]: 'none',
};
const DEFAULT_MASKS: Partial<Record<number, BmpHeader['masks']>> = {
  16: [0x7c00, 0x3e0, 0x1f],
  24: [0xff0000, 0xff00, 0xff],
  32: [0xff0000, 0xff00, 0xff],
};

/** Some files say that pixels begin where the palette does. */
function startOf(given: number, { at, size, end }: { at: number; size: number; end: number }): number {
  return given === 0 || given === at + size ? end : given;
}

function oldFields(bytes: Buffer, at: number) {
  const bits = bytes.readUInt16LE(at + 10);
  const [width, height] = [bytes.readUInt16LE(at + 4), bytes.readUInt16LE(at + 6)];
  return { width, height, topDown: false, bits, compression: 0, colours: 1 << bits };
}

function newFields(bytes: Buffer, at: number) {
  const height = bytes.readInt32LE(at + 8);
  const bits = bytes.readUInt16LE(at + 14);
  return {
    width: bytes.readUInt32LE(at + 4),
    height: Math.abs(height),
    topDown: height < 0,
    bits,
    compression: bytes.readUInt32LE(at + 16),
    colours: bytes.readUInt32LE(at + 32) || 1 << bits,
  };
}

/** They stand at the same place whether the header has room for them or they come after it. */
function readMasks(bytes: Buffer, at: number): BmpHeader['masks'] {
  const [r, g, b] = [40, 44, 48].map((place) => bytes.readUInt32LE(at + place));
  const isKnown = KNOWN_MASKS.some((known) => known[0] === r && known[1] === g && known[2] === b);
  if (!isKnown) throw new RefusedImage('is a BMP with an unusual order of bits. Save it as PNG.');
  return r === 0 ? DEFAULT_MASKS[32]! : [r, g, b];
}

/** Those that Pillow reads. */
const KNOWN_MASKS: readonly BmpHeader['masks'][] = [
  [0xff0000, 0xff00, 0xff],
  [0xff000000, 0xff0000, 0xff00],
  [0xff000000, 0xff00, 0xff],
  [0xff, 0xff00, 0xff0000],
  [0xf800, 0x7e0, 0x1f],
  [0x7c00, 0x3e0, 0x1f],
  [0, 0, 0],
];

/** Colours are stored as B G R; those that are missing are black. */
function readPalette(bytes: Buffer, { colours, entry }: { colours: number; entry: number }): Uint8Array {
  if (colours > 256 || colours * entry > bytes.length)
    throw new Error(`its palette of ${colours} colours is not there`);
  const palette = new Uint8Array(256 * 3);
  for (let i = 0; i < colours; i++)
    palette.set([bytes[i * entry + 2], bytes[i * entry + 1], bytes[i * entry]], i * 3);
  return palette;
}
