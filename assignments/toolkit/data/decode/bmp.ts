import type { Pixels } from '../pixels';
import { readBmpHeader, type BmpHeader } from './bmp-header';
import { unpackRuns } from './bmp-runs';
import { emptyPixels, requirePixels } from './refused-image';

/** Decodes a Windows bitmap (BMP). */
export function decodeBmp(bytes: Buffer): Pixels {
  return decodeBitmap(bytes, readBmpHeader(bytes, 14, bytes.readUInt32LE(10)));
}

/** Decodes the pixels that a header describes. */
export function decodeBitmap(bytes: Buffer, header: BmpHeader): Pixels {
  const { width, height, topDown } = header;
  requirePixels(width * height);
  const line = lineReader(bytes, header);
  const pixels = emptyPixels(width, height);
  for (let i = 0; i < height; i++) line(i, pixels.data.subarray((topDown ? i : height - 1 - i) * width * 3));
  return pixels;
}

/** Writes the colours of the file's line `i`; the file begins with the lowest line, if it is not told otherwise. */
type LineReader = (i: number, out: Uint8Array) => void;

function lineReader(bytes: Buffer, header: BmpHeader): LineReader {
  if (header.compression !== 'none') return runReader(bytes, header);
  const { width, height, bits, offset } = header;
  const step = ((width * bits + 31) >>> 3) & ~3;
  // The padding of the last line may be missing.
  const needed = step * (height - 1) + Math.ceil((width * bits) / 8);
  if (offset + needed > bytes.length)
    throw new Error(`it has ${bytes.length - offset} bytes of pixels, not ${needed}`);
  const read = bits <= 8 ? indexReader(header) : colourReader(header);
  return (i, out) => read(bytes.subarray(offset + i * step), out);
}

type Reader = (line: Buffer, out: Uint8Array) => void;

function indexReader({ width, bits, palette }: BmpHeader): Reader {
  const [perByte, most] = [8 / bits, (1 << bits) - 1];
  return (line, out) => {
    for (let x = 0; x < width; x++) {
      const shift = 8 - bits * ((x % perByte) + 1);
      copyColour(palette, (line[Math.floor(x / perByte)] >> shift) & most, out, x);
    }
  };
}

// eslint-disable-next-line max-params -- called for each pixel
function copyColour(palette: Uint8Array, index: number, out: Uint8Array, x: number): void {
  for (let c = 0; c < 3; c++) out[3 * x + c] = palette[3 * index + c];
}

function colourReader({ width, bits, masks }: BmpHeader): Reader {
  const bytes = bits / 8;
  const channels = masks.map((mask) => channelOf(mask));
  return (line, out) => {
    for (let x = 0; x < width; x++) {
      const word = line.readUIntLE(x * bytes, bytes);
      for (let c = 0; c < 3; c++) {
        const { shift, most } = channels[c];
        // As Pillow, which rounds down.
        out[3 * x + c] = Math.trunc((((word >>> shift) & most) * 255) / most);
      }
    }
  };
}

function channelOf(mask: number): { shift: number; most: number } {
  const shift = 31 - Math.clz32(mask & -mask);
  return { shift, most: mask >>> shift };
}

function runReader(bytes: Buffer, header: BmpHeader): LineReader {
  const { width, height, palette, offset, compression } = header;
  const indices = unpackRuns(bytes, { offset, width, count: width * height, halves: compression === 'rle4' });
  return (i, out) => {
    for (let x = 0; x < width; x++) copyColour(palette, indices[i * width + x], out, x);
  };
}
