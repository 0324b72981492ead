import { RefusedImage } from './refused-image';
import { readTiffTags, type TiffTags } from './tiff-tags';

/**
 * Throws for a TIFF whose pixels Pillow reads in a way of its own, and for what the library cannot read: what passes is
 * known to give the same pixels.
 */
export function requireOrdinaryTiff(bytes: Buffer): void {
  if (bytes.toString('latin1', 0, 4) === 'MM\0+')
    throw new RefusedImage(`is a BigTIFF whose numbers begin with the higher byte. ${SAVE}.`);
  const tags = readTiffTags(bytes);
  requirePlainPixels(tags);
  const photometric = first(tags, 'photometric', -1);
  const kind = KINDS[photometric];
  if (!kind) throw rare(OTHER_COLOURS[photometric] ?? `has colours of an unknown kind (${photometric})`, RGB);
  const refusal = kind(tags, { higherFirst: bytes[0] === 0x4d });
  if (refusal) throw rare(refusal, photometric === 6 ? RGB : SAVE);
}

const RGB = 'Convert it to RGB';
const SAVE = 'Save it as PNG';

function rare(what: string, advice: string): RefusedImage {
  return new RefusedImage(`is a TIFF that ${what}. ${advice}.`);
}

/** What matters whatever the colours are. */
function requirePlainPixels(tags: TiffTags): void {
  const compression = first(tags, 'compression', 1);
  if (!COMPRESSIONS.has(compression))
    throw rare(`is compressed with ${RARE_COMPRESSIONS[compression] ?? `method ${compression}`}`, SAVE);
  if (PREDICTED.has(compression) && first(tags, 'predictor', 1) > 1 && first(tags, 'bits', 1) < 8)
    throw rare('holds differences of pixels that have less than 8 bits', SAVE);
  if (first(tags, 'orientation', 1) > 1)
    throw rare('is turned when shown', 'Turn its pixels, or save it as PNG');
  const isApart = first(tags, 'planes', 1) === 2 && first(tags, 'samples', 1) > 1;
  if (isApart && (first(tags, 'bits', 1) > 8 || tags.has(TAGS.tileWidth)))
    throw rare('has a plane for each colour, of 16 bits or in tiles', SAVE);
  if (isApart && first(tags, 'photometric', RGB_COLOURS) !== RGB_COLOURS)
    throw rare('has its transparency in a plane of its own', SAVE);
  const isColour = first(tags, 'samples', 1) !== 2 && first(tags, 'photometric', RGB_COLOURS) !== PALETTE;
  if (compression === JPEG && tags.has(TAGS.tileWidth) && !isColour)
    throw rare('has tiles compressed as JPEG, with transparency or a palette', SAVE);
}

/** LZW and Deflate. */
const PREDICTED = new Set([5, 8, 32946]);
const JPEG = 7;
const RGB_COLOURS = 2;
const PALETTE = 3;

/** None, CCITT, LZW, JPEG, Deflate by both its numbers, PackBits. */
const COMPRESSIONS = new Set([1, 2, 3, 4, 5, 7, 8, 32773, 32946]);
const RARE_COMPRESSIONS: Partial<Record<number, string>> = {
  6: 'JPEG as it was before 1995',
  34676: 'LogLuv',
  34677: 'LogLuv',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
  50002: 'JPEG XL',
  52546: 'JPEG XL',
};

/** Whether its numbers begin with the higher byte. */
interface Order {
  higherFirst: boolean;
}

/** By the photometric interpretation: what keeps the pixels from being read as Pillow's, if anything does. */
const KINDS: Partial<Record<number, (tags: TiffTags, order: Order) => string | undefined>> = {
  0: greys,
  1: greys,
  2: colours,
  3: paletteColours,
  // CMYK is refused where that of a JPEG is.
  5: () => undefined,
  // Compressed as JPEG, these are converted by the same code; its subsampling is of one kind only.
  6: (tags) =>
    first(tags, 'compression', 1) === JPEG
      ? undefined
      : 'has colours of YCbCr that are not compressed as JPEG',
};

const OTHER_COLOURS: Partial<Record<number, string>> = {
  4: 'is a mask and no picture',
  8: 'has colours of CIELAB',
  9: 'has colours of CIELAB',
  10: 'has colours of CIELAB',
  32803: "holds a camera's raw pixels",
  34892: "holds a camera's raw pixels",
};

function greys(tags: TiffTags, order: Order): string | undefined {
  const bits = first(tags, 'bits', 1);
  const isKnown =
    bits === 32 ? isPlainNumber(tags, order) : [1, 2, 4, 8, 16].includes(bits) && isUnsigned(tags);
  if (!isKnown) return `has grey of ${bits} bits in a rare form`;
  if (more(tags, 1) > 0 && bits !== 8) return `has grey of ${bits} bits and transparency`;
  return more(tags, 1) > 1 ? SEVERAL : transparency(tags, 1);
}

function colours(tags: TiffTags): string | undefined {
  const bits = tags.get(TAGS.bits) ?? [1];
  if (!bits.every((each) => each === bits[0]) || ![8, 16].includes(bits[0]) || !isUnsigned(tags))
    return `has colours of ${bits.join(', ')} bits in a rare form`;
  const most = bits[0] === 8 ? 2 : 1;
  return more(tags, 3) > most || more(tags, 3) < 0 ? SEVERAL : transparency(tags, 3);
}

function paletteColours(tags: TiffTags): string | undefined {
  const bits = first(tags, 'bits', 1);
  if (![1, 2, 4, 8].includes(bits)) return `has a palette with ${bits} bits a pixel`;
  const palette = tags.get(TAGS.palette) ?? [];
  if (palette.length !== 3 << bits) return `has a palette of ${Math.floor(palette.length / 3)} colours`;
  // Programs take such a palette for one of 8 bits; Pillow does not.
  if (palette.some((value) => value > 0) && palette.every((value) => value < 256))
    return 'has a palette that is read in two ways';
  return more(tags, 1) > 1 ? SEVERAL : transparency(tags, 1);
}

const SEVERAL = 'has more than one channel beside its colours';

/** How many channels there are beside the colours. */
function more(tags: TiffTags, channels: number): number {
  return first(tags, 'samples', 1) - channels;
}

/** Colours that are multiplied by the transparency would have to be divided by it, and Pillow rounds in its own way. */
function transparency(tags: TiffTags, channels: number): string | undefined {
  if (more(tags, channels) < 1) return undefined;
  const kind = first(tags, 'extra', channels === 3 ? UNASSOCIATED : ASSOCIATED);
  return kind === ASSOCIATED ? 'has colours multiplied by their transparency' : undefined;
}

const ASSOCIATED = 1;
const UNASSOCIATED = 2;

function isUnsigned(tags: TiffTags): boolean {
  return (tags.get(TAGS.format) ?? [1]).every((format) => format === 1);
}

/**
 * Whole numbers, with a sign or without, or numbers with a point; small ones are dark. Pillow exchanges the bytes of
 * those that are compressed and begin with the higher one.
 */
function isPlainNumber(tags: TiffTags, { higherFirst }: Order): boolean {
  const format = first(tags, 'format', 1);
  const isPlain = (format === 3 || first(tags, 'photometric', 1) === 1) && first(tags, 'fillOrder', 1) === 1;
  if (!isPlain || ![1, 2, 3].includes(format)) return false;
  return !higherFirst || (format !== 1 && first(tags, 'compression', 1) === 1);
}

const TAGS = {
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  orientation: 274,
  samples: 277,
  planes: 284,
  predictor: 317,
  palette: 320,
  tileWidth: 322,
  extra: 338,
  format: 339,
} as const;

function first(tags: TiffTags, name: keyof typeof TAGS, otherwise: number): number {
  return tags.get(TAGS[name])?.[0] ?? otherwise;
}
