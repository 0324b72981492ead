import { readFileSync } from 'node:fs';
import type Sharp from 'sharp';

import type { Pixels } from './pixels';

/** Pillow refuses larger images, as they are more likely to be an attack than a photograph. */
const MAX_PIXELS = 178_956_970;

let library: Promise<typeof Sharp> | undefined;

/** On first use: a program that decodes nothing does not pay for it. */
async function loadSharp(): Promise<typeof Sharp> {
  const { default: sharp } = await import('sharp');
  // Whole images are shared out to threads, and none is decoded twice: together these save an eighth of the time.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}

/** Decodes an image file to RGB bytes, the same ones as Pillow. Errors name the file and what to do. */
export async function decodeImage(source: string | Uint8Array): Promise<Pixels> {
  const name = typeof source === 'string' ? source : 'The image';
  const bytes = typeof source === 'string' ? readBytes(source) : source;
  if (bytes.length === 0) throw new Error(`${name} is empty (0 bytes). Copy or download it again.`);
  library ??= loadSharp();
  const sharp = await library;
  // Of stray bytes in a JPEG there is only a warning: every pixel is there, and Pillow reads them, too.
  const image = sharp(bytes, { ignoreIcc: true, limitInputPixels: MAX_PIXELS, failOn: 'error' });
  // Asking costs a tenth of decoding, and of most photographs it is known.
  if (!isColourJpeg(bytes)) await requireDecodable(image, name);
  return decode(image, name);
}

/** At once: handing the work to another thread and back would take longer than reading a photograph. */
function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const why = READ_ERRORS[code ?? ''] ?? `cannot be read (${code})`;
    throw new Error(`${path} ${why}.`, { cause });
  }
}

const READ_ERRORS: Record<string, string> = {
  ENOENT: 'does not exist. Check the path; relative paths start at the folder where the program was started',
  EISDIR: 'is a folder, not an image file. List the images in it with getImageFiles',
  EACCES: 'may not be read by this user. Change its permissions',
};

/** True for a JPEG of grey or of YCbCr, whatever else may be wrong with it; false when that is not certain. */
function isColourJpeg(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1];
    // Start of frame, in any of its variants; the others in this range are tables.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return bytes[at + 9] === 1 || bytes[at + 9] === 3;
    at += 2 + bytes[at + 2] * 256 + bytes[at + 3];
  }
  return false;
}

async function requireDecodable(image: Sharp.Sharp, name: string): Promise<void> {
  const {
    format,
    space,
    hasAlpha,
    orientation = 1,
  } = await image.metadata().catch((cause: unknown) => {
    throw unreadable(name, cause);
  });
  if (format === 'svg') throw new Error(`${name} is an SVG drawing, which has no pixels. Export it as PNG.`);
  if (space === 'cmyk') {
    throw new Error(
      `${name} is CMYK, made for printing; its colours cannot be read exactly. Save it as RGB.`,
    );
  }
  // Pillow's pixels of these are others.
  if (space === 'grey16' && !hasAlpha) throw new Error(`${name} is grey with 16 bits. Save it with 8 bits.`);
  if (format === 'gif' && hasAlpha) throw new Error(`${name} is a GIF with transparency. Save it as PNG.`);
  if (format === 'tiff' && orientation > 1) {
    throw new Error(`${name} is a TIFF that is turned when shown. Turn its pixels, or save it as PNG.`);
  }
}

async function decode(image: Sharp.Sharp, name: string): Promise<Pixels> {
  try {
    const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

function unreadable(name: string, cause: unknown): Error {
  const [reason] = String(cause instanceof Error ? cause.message : cause).split('\n');
  if (reason.includes('unsupported image format')) {
    return new Error(`${name} is not an image that can be read. Use JPEG, PNG, WebP, GIF or TIFF.`, {
      cause,
    });
  }
  if (reason.includes('pixel limit')) {
    return new Error(`${name} has more than ${MAX_PIXELS} pixels. Make it smaller first.`, { cause });
  }
  return new Error(`${name} is damaged or incomplete. Copy or download it again. (${reason})`, { cause });
}
