import { readFileSync } from 'node:fs';

import { decodeBmp } from './decode/bmp';
import { decodeGif } from './decode/gif';
import { decodeIcon, type IconPicture } from './decode/icon';
import { imageKindOf, type ImageKind } from './decode/image-kind';
import { decodeNetpbm } from './decode/netpbm';
import { RefusedImage } from './decode/refused-image';
import { decodeWithSharp } from './decode/with-sharp';
import type { Pixels } from './pixels';

/** Decodes an image file to RGB bytes, the same ones as Pillow. Errors name the file and what to do. */
export async function decodeImage(source: string | Uint8Array): Promise<Pixels> {
  if (typeof source !== 'string' && !(source instanceof Uint8Array))
    throw new TypeError(`An image is read from its path or its bytes, not from ${kindOf(source)}.`);
  const name = typeof source === 'string' ? source : 'The image';
  const bytes = typeof source === 'string' ? readBytes(source) : source;
  if (bytes.length === 0) throw new Error(`${name} is empty (0 bytes). Copy or download it again.`);
  try {
    const kind = imageKindOf(bytes);
    const own = DECODERS[kind];
    if (!own) return await decodeWithSharp(bytes, kind);
    const picture = own(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return 'png' in picture ? await decodeWithSharp(picture.png, 'png') : picture.pixels;
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return value instanceof Promise ? 'a promise: await it' : `a value of type ${typeof value}`;
}

/** Of these, Pillow's pixels cannot be had from the library. */
const DECODERS: Partial<Record<ImageKind, (bytes: Buffer) => IconPicture>> = {
  gif: (bytes) => ({ pixels: decodeGif(bytes) }),
  bmp: (bytes) => ({ pixels: decodeBmp(bytes) }),
  netpbm: (bytes) => ({ pixels: decodeNetpbm(bytes) }),
  icon: decodeIcon,
};

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

function unreadable(name: string, cause: unknown): Error {
  if (cause instanceof RefusedImage) return new Error(`${name} ${cause.message}`, { cause });
  // What ends too early is read past its end.
  const message = cause instanceof RangeError ? 'it ends too early' : (cause as Error).message;
  const [reason] = message.split('\n');
  return new Error(`${name} is damaged or incomplete. Copy or download it again. (${reason})`, { cause });
}
