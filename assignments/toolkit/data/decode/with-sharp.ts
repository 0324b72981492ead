import type Sharp from 'sharp';

import type { Pixels } from '../pixels';
import type { ImageKind } from './image-kind';
import { isColourJpeg, requireKnownMarkers } from './jpeg-markers';
import { MAX_PIXELS, RefusedImage, requirePixels } from './refused-image';
import { requireOrdinaryTiff } from './ordinary-tiff';

interface ImageFile {
  bytes: Uint8Array;
  kind: ImageKind;
}

let library: Promise<typeof Sharp> | undefined;

/** On first use: a program that decodes nothing does not pay for it. */
export function sharpLibrary(): Promise<typeof Sharp> {
  return (library ??= loadSharp());
}

async function loadSharp(): Promise<typeof Sharp> {
  const { default: sharp } = await import('sharp');
  // Whole images are shared out to threads, and none is decoded twice: together these save an eighth of the time.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}

/** Decodes a JPEG, PNG, WebP or TIFF, without its transparency, orientation and profile. */
export async function decodeWithSharp(bytes: Uint8Array, kind: ImageKind): Promise<Pixels> {
  if (kind === 'jpeg') requireKnownMarkers(bytes);
  if (kind === 'tiff') requireOrdinaryTiff(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const sharp = await sharpLibrary();
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
