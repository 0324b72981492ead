import { RefusedImage } from './refused-image';

/** Throws for a TIFF whose pixels Pillow reads in a way of its own. */
export function requireOrdinaryTiff(bytes: Buffer): void {
  const tags = readTags(bytes);
  const photometric = tags.get(PHOTOMETRIC);
  if (photometric === 8 || photometric === 9) throw rare('has colours of CIELAB', 'Convert it to RGB');
  if (photometric === 6 && ![6, 7].includes(tags.get(COMPRESSION) ?? 1))
    throw rare('has colours of YCbCr that are not compressed', 'Convert it to RGB');
  if ((tags.get(ORIENTATION) ?? 1) > 1)
    throw new RefusedImage('is a TIFF that is turned when shown. Turn its pixels, or save it as PNG.');
  if (tags.get(COMPRESSION) === 50000) throw rare('is compressed with Zstandard', 'Save it as PNG');
}

function rare(what: string, advice: string): RefusedImage {
  return new RefusedImage(`is a TIFF that ${what}. ${advice}.`);
}

const COMPRESSION = 259;
const PHOTOMETRIC = 262;
const ORIENTATION = 274;

/** The tags of the first page that are one number of two bytes. */
function readTags(bytes: Buffer): Map<number, number> {
  const little = bytes[0] === 0x49;
  const number = (at: number, size: number): number =>
    little ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
  const isBig = number(2, 2) === 43;
  // Of eight bytes, more than six would be a place beyond any file.
  const start = isBig ? number(little ? 8 : 10, 6) : number(4, 4);
  const [head, step, value] = isBig ? [8, 20, 12] : [2, 12, 8];
  const count = number(isBig && !little ? start + 6 : start, 2);
  const tags = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const at = start + head + i * step;
    if (number(at + 2, 2) === SHORT) tags.set(number(at, 2), number(at + value, 2));
  }
  return tags;
}

const SHORT = 3;
