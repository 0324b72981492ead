import { RefusedImage } from './refused-image';

/** True for a JPEG of grey or of YCbCr, whatever else may be wrong with it; false when that is not certain. */
export function isColourJpeg(bytes: Uint8Array): boolean {
  for (const { marker, at } of segments(bytes)) {
    if (marker === LOSSLESS) throw new RefusedImage('is a JPEG-LS image. Save it as PNG or JPEG.');
    if (!isFrame(marker)) continue;
    requireEightBits(bytes[at + 4]);
    return bytes[at + 9] === 1 || bytes[at + 9] === 3;
  }
  return false;
}

/**
 * Throws when a marker that the format does not have stands among a JPEG's pixels. The library guesses what follows it and
 * says nothing; Pillow refuses most of these files.
 */
export function requireKnownMarkers(bytes: Uint8Array): void {
  for (const { marker, at } of segments(bytes)) if (marker === SCAN) requireKnownEnd(bytes, at + 2);
}

function requireKnownEnd(bytes: Uint8Array, start: number): void {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1];
    // A pixel's byte, a restart, or one more filling byte.
    if (marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) continue;
    // Tables, scans, notes and the end may follow; another frame may not.
    if (marker > 1 && (marker < 0xd0 ? !TABLES.has(marker) : marker > 0xef && marker !== COMMENT))
      throw new Error(`its pixels are interrupted by a marker 0x${marker.toString(16)}`);
    return;
  }
}

const LOSSLESS = 0xf7;
const COMMENT = 0xfe;
/** How symbols are coded. */
const TABLES = new Set([0xc4, 0xcc]);
const SCAN = 0xda;

/** The segments until the pixels begin. */
function* segments(bytes: Uint8Array): Generator<{ marker: number; at: number }> {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1];
    yield { marker, at };
    if (marker === SCAN) return;
    at += 2 + bytes[at + 2] * 256 + bytes[at + 3];
  }
}

/** Start of frame, in any of its variants. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && !TABLES.has(marker);
}

function requireEightBits(bits: number): void {
  if (bits > 8)
    throw new RefusedImage(
      `is a JPEG of ${bits} bits a colour, as scanners for medicine write them. Save it with 8 bits.`,
    );
}
