import { RefusedImage } from './refused-image';
import { textInPlace } from '../../text-in-place';

/** The formats that are read. */
export type ImageKind = 'jpeg' | 'png' | 'webp' | 'tiff' | 'gif' | 'bmp' | 'netpbm' | 'icon';

/** The extensions of files that are read; any of these formats may be in any of them. */
export const READ_EXTENSIONS: readonly string[] =
  `.bmp .gif .ico .jpe .jpeg .jpg .pbm .pgm .png .pnm .ppm .tif .tiff
  .webp`.split(/\s+/);

/** The extensions of images, by Python's table, that are not read: whoever has such files should be told. */
export const OTHER_EXTENSIONS: readonly string[] =
  `.avif .heic .heif .ief .jp2 .jxl .psd .ras .rgb .svg .xbm .xpm .xwd`.split(/\s+/);

/**
 * The format of a file by how it begins, as Pillow tells it: the name says nothing.
 *
 * @throws RefusedImage when it is none of those that are read
 */
export function imageKindOf(bytes: Uint8Array): ImageKind {
  const begin = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1');
  const kind = KINDS.find(([pattern]) => pattern.test(begin));
  if (kind) return kind[1];
  const other = OTHERS.find(([pattern]) => pattern.test(begin));
  if (other) throw new RefusedImage(`is ${other[1]}`);
  if (isSvg(bytes)) throw new RefusedImage('is an SVG drawing, which has no pixels. Export it as PNG.');
  const text = textInPlace(bytes);
  throw new RefusedImage(text ? `is no image but ${text}.` : `is not an image that can be read. ${USE}`);
}

const USE = 'Use JPEG, PNG, WebP, GIF, TIFF, BMP, PPM or ICO.';

const KINDS: readonly [begin: RegExp, kind: ImageKind][] = [
  [/^\xff\xd8\xff(?!\xf7)/, 'jpeg'],
  [/^\x89PNG\r\n\x1a\n(?![^]{4}CgBI)/, 'png'],
  [/^RIFF[^]{4}WEBP/, 'webp'],
  [/^(II[*+]\0|MM\0[*+])/, 'tiff'],
  [/^GIF8[79]a/, 'gif'],
  [/^BM/, 'bmp'],
  [/^P[1-6][ \t-\r]/, 'netpbm'],
  [/^\0\0\x01\0/, 'icon'],
];

const SAVE = 'Save it as PNG or JPEG.';

const OTHERS: readonly [begin: RegExp, says: string][] = [
  [/^[^]{4}ftypavi[fs]/, `an AVIF image, whose pixels would differ from Pillow's. ${SAVE}`],
  [/^[^]{4}ftyp(hei|hev|mif|msf)/, `an HEIF image, such as phones take (HEIC). ${SAVE}`],
  [/^\0\0\0\x0c(jP {2}|JXL )|^\xff\x4f\xff\x51|^\xff\x0a/, `a JPEG 2000 or JPEG XL image. ${SAVE}`],
  [/^\xff\xd8\xff\xf7/, `a JPEG-LS image. ${SAVE}`],
  [/^\x89PNG\r\n\x1a\n[^]{4}CgBI/, `a PNG of an iPhone's app, which only Apple's programs read. ${SAVE}`],
  [
    /^\x89PNG(?!\r\n\x1a\n)/,
    'a PNG that was copied as text, which changes bytes. Copy or download it again.',
  ],
  [/^8BPS/, `a file of Photoshop. ${SAVE}`],
  [/^Pf\s|^PF\s/, `an image of numbers with a point (PFM). ${SAVE}`],
  [/^%PDF/, 'a PDF document. Export its pages as PNG.'],
  [/^\0\0\x02\0[^\0]/, `a mouse pointer (CUR). ${SAVE}`],
];

/** What drawing programs write before a drawing is XML, too: a declaration, comments, a document type. */
function isSvg(bytes: Uint8Array): boolean {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, LONGEST_PREFACE));
  return /^\s*(?:<\?(?:[^?]|\?(?!>))*\?>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*<(?:svg[\s>]|!doctype\s+svg)/i.test(
    text,
  );
}

const LONGEST_PREFACE = 4096;
