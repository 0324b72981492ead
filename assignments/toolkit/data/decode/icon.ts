import type { Pixels } from '../pixels';
import { decodeBitmap } from './bmp';
import { readBmpHeader } from './bmp-header';
import { RefusedImage } from './refused-image';

/** An icon's picture: pixels, or the bytes of a PNG. */
export type IconPicture = { pixels: Pixels } | { png: Buffer };

/** The picture of an icon (ICO) that Pillow opens: the largest one; of two as large, that of fewer colours. */
export function decodeIcon(bytes: Buffer): IconPicture {
  const count = bytes.readUInt16LE(4);
  if (count === 0) throw new RefusedImage('is an icon without pictures.');
  const entries = Array.from({ length: count }, (_, i) => readEntry(bytes, 6 + 16 * i));
  const [{ offset }] = entries.sort((a, b) => b.area - a.area || a.depth - b.depth);
  if (bytes.readUInt32BE(offset) === PNG) return { png: bytes.subarray(offset) };
  const header = readBmpHeader(bytes, offset, 0);
  // The lower half of the height is a mask.
  return { pixels: decodeBitmap(bytes, { ...header, height: Math.floor(header.height / 2) }) };
}

const PNG = 0x89504e47;

function readEntry(bytes: Buffer, at: number): { area: number; depth: number; offset: number } {
  const [width, height, colours] = [bytes.readUInt8(at), bytes.readUInt8(at + 1), bytes.readUInt8(at + 2)];
  const depth = bytes.readUInt16LE(at + 6) || (colours > 0 ? Math.ceil(Math.log2(colours)) : 0) || 256;
  return { area: (width || 256) * (height || 256), depth, offset: bytes.readUInt32LE(at + 12) };
}
