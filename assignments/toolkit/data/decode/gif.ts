import type { Pixels } from '../pixels';
import { unpackLzw } from './lzw';
import { emptyPixels, requirePixels } from './refused-image';

/**
 * Decodes the first frame of a GIF: around it the canvas has the transparent colour or the first one. Transparent
 * pixels have the colour that the palette gives them.
 */
export function decodeGif(bytes: Buffer): Pixels {
  const screen = readScreen(bytes);
  const frame = findFrame(bytes, screen.end);
  const { left, top, width, height } = frame;
  const [fullWidth, fullHeight] = [
    Math.max(screen.width, left + width),
    Math.max(screen.height, top + height),
  ];
  requirePixels(fullWidth * fullHeight);
  const indices = unpackLzw(bytes, frame.end, width * height);
  const canvas = new Uint8Array(fullWidth * fullHeight).fill(frame.transparent ?? 0);
  for (let i = 0; i < height; i++) {
    const y = frame.interlaced ? interlacedLine(i, height) : i;
    canvas.set(indices.subarray(i * width, (i + 1) * width), (top + y) * fullWidth + left);
  }
  return coloured(canvas, frame.palette ?? screen.palette, emptyPixels(fullWidth, fullHeight));
}

interface Screen {
  width: number;
  height: number;
  palette: Buffer | undefined;
  end: number;
}

function readScreen(bytes: Buffer): Screen {
  const { palette, end } = readPalette(bytes, bytes.readUInt8(10), 13);
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8), palette, end };
}

interface Frame extends Screen {
  left: number;
  top: number;
  interlaced: boolean;
  transparent: number | undefined;
}

/** The first frame, behind extensions of which only the transparent colour is of interest. */
function findFrame(bytes: Buffer, start: number): Frame {
  let transparent: number | undefined;
  for (let at = start; ;) {
    const block = bytes.readUInt8(at++);
    if (block === FRAME) return { ...readFrame(bytes, at), transparent };
    if (block === END) throw new Error('it has no picture');
    if (block !== EXTENSION) continue;
    if (bytes.readUInt8(at) === CONTROL && bytes.readUInt8(at + 1) >= 4)
      transparent = bytes.readUInt8(at + 2) & 1 ? bytes.readUInt8(at + 5) : transparent;
    at = skipBlocks(bytes, at + 1);
  }
}

const FRAME = 0x2c;
const EXTENSION = 0x21;
const CONTROL = 0xf9;
const END = 0x3b;

function readFrame(bytes: Buffer, at: number): Omit<Frame, 'transparent'> {
  const [left, top, width, height] = [0, 2, 4, 6].map((place) => bytes.readUInt16LE(at + place));
  const flags = bytes.readUInt8(at + 8);
  return { left, top, width, height, interlaced: (flags & 64) !== 0, ...readPalette(bytes, flags, at + 9) };
}

function readPalette(bytes: Buffer, flags: number, at: number): Pick<Screen, 'palette' | 'end'> {
  if ((flags & 128) === 0) return { palette: undefined, end: at };
  const end = at + 3 * (2 << (flags & 7));
  return { palette: bytes.subarray(at, end), end };
}

function skipBlocks(bytes: Buffer, start: number): number {
  let at = start;
  while (bytes.readUInt8(at) > 0) at += bytes[at] + 1;
  return at + 1;
}

/** Where the file's line `i` of a picture in four passes belongs. */
function interlacedLine(i: number, height: number): number {
  let rest = i;
  for (const [first, step] of PASSES) {
    const lines = Math.max(0, Math.ceil((height - first) / step));
    if (rest < lines) return first + rest * step;
    rest -= lines;
  }
  throw new RangeError(`There is no line ${i} of ${height}.`);
}

const PASSES = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const;

/** Without a palette, indices are greys; those that a palette lacks are black. */
function coloured(canvas: Uint8Array, palette: Buffer | undefined, pixels: Pixels): Pixels {
  for (let i = 0; i < canvas.length; i++) {
    for (let c = 0; c < 3; c++)
      pixels.data[3 * i + c] = palette ? (palette[3 * canvas[i] + c] ?? 0) : canvas[i];
  }
  return pixels;
}
