import type Sharp from 'sharp';

import type { Pixels } from '../pixels';
import type { ImageKind } from './image-kind';
import { MAX_PIXELS, RefusedImage, requirePixels } from './refused-image';
import { requireOrdinaryTiff } from './ordinary-tiff';

interface ImageFile {
  bytes: Uint8Array;
  kind: ImageKind;
}

let library: Promise<typeof Sharp> | undefined;

/** On first use: a program that decodes nothing does not pay for it. */
async function loadSharp(): Promise<typeof Sharp> {
  const { default: sharp } = await import('sharp');
  // Whole images are shared out to threads, and none is decoded twice: together these save an eighth of the time.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}

/** Decodes a JPEG, PNG, WebP or TIFF, without its transparency, orientation and profile. */
export async function decodeWithSharp(bytes: Uint8Array, kind: ImageKind): Promise<Pixels> {
  if (kind === 'tiff') requireOrdinaryTiff(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  library ??= loadSharp();
  const sharp = await library;
  // Of stray bytes in a JPEG there is only a warning: every pixel is there, and Pillow reads them, too.
  const image = sharp(bytes, { ignoreIcc: true, limitInputPixels: MAX_PIXELS, failOn: 'error' });
  try {
    // Asking costs a tenth of decoding, and of most photographs it is known.
    if (!isColourJpeg(bytes)) await requireDecodable(image, { bytes, kind });
    const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
    requireColours(info.channels);
    return { width: info.width, height: info.height, data };
  } catch (error) {
    if (/pixel limit/.test((error as Error).message)) requirePixels(Infinity);
    throw error;
  }
}

function requireColours(channels: number): void {
  if (channels !== 3)
    throw new RefusedImage(`has ${channels} colours in place of red, green and blue. Save it as RGB.`);
}

/** True for a JPEG of grey or of YCbCr, whatever else may be wrong with it; false when that is not certain. */
function isColourJpeg(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1];
    // Start of frame, in any of its variants; the others in this range are tables.
    if (marker === 0xf7) throw new RefusedImage('is a JPEG-LS image. Save it as PNG or JPEG.');
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      requireEightBits(bytes[at + 4]);
      return bytes[at + 9] === 1 || bytes[at + 9] === 3;
    }
    at += 2 + bytes[at + 2] * 256 + bytes[at + 3];
  }
  return false;
}

function requireEightBits(bits: number): void {
  if (bits > 8)
    throw new RefusedImage(
      `is a JPEG of ${bits} bits a colour, as scanners for medicine write them. Save it with 8 bits.`,
    );
}

/** Throws for what Pillow reads in a way of its own. */
async function requireDecodable(image: Sharp.Sharp, { bytes, kind }: ImageFile): Promise<void> {
  const { space } = await image.metadata();
  if (space === 'cmyk') {
    throw new RefusedImage('is CMYK, made for printing; its colours cannot be read exactly. Save it as RGB.');
  }
  // With a channel for transparency, Pillow keeps the higher byte; a transparent grey does not count as one.
  const hasChannel = kind === 'png' && bytes[PNG_COLOURS] === GREY_AND_ALPHA;
  if (space === 'grey16' && !hasChannel) throw new RefusedImage('is grey with 16 bits. Save it with 8 bits.');
}

const PNG_COLOURS = 25;
const GREY_AND_ALPHA = 4;
